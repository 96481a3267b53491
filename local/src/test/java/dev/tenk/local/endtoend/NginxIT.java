package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The real nginx. */
class NginxIT extends EdgeContract {

  private static final String DURATION = "tenk_edge_request_duration_seconds";

  NginxIT() {
    super(new NginxEdge());
  }

  @Test
  void countsWhatItAnswersAndFromWhere() {
    // given
    String path = "/v1/users/" + Person.signUp(api).id();
    double hits = value(DURATION + "_count{route=\"accounts\",cache=\"hit\"}");
    double misses = value(DURATION + "_count{route=\"accounts\",cache=\"miss\"}");
    double unknown = value("tenk_edge_requests_total{route=\"other\",status=\"404\"}");
    double away = value("tenk_edge_requests_total{route=\"files\",status=\"502\"}");

    // when
    get(path);
    get(path);
    get(path);
    get("/nothing");
    origin.away(true);
    try {
      assertThat(get("/m/0190a5f0-1234-7abc-8def-0123456789ab/thumb.webp").statusCode())
          .isEqualTo(502);
    } finally {
      origin.away(false);
    }

    // then: each is counted when it is over
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(value(DURATION + "_count{route=\"accounts\",cache=\"hit\"}"))
                  .isEqualTo(hits + 2);
              assertThat(value(DURATION + "_count{route=\"accounts\",cache=\"miss\"}"))
                  .isEqualTo(misses + 1);
              assertThat(value("tenk_edge_requests_total{route=\"other\",status=\"404\"}"))
                  .isEqualTo(unknown + 1);
              assertThat(value("tenk_edge_requests_total{route=\"files\",status=\"502\"}"))
                  .isEqualTo(away + 1);
            });
    assertThat(value(DURATION + "_bucket{route=\"accounts\",cache=\"hit\",le=\"+Inf\"}"))
        .isEqualTo(value(DURATION + "_count{route=\"accounts\",cache=\"hit\"}"));
    assertThat(value(DURATION + "_bucket{route=\"accounts\",cache=\"hit\",le=\"10\"}"))
        .isGreaterThanOrEqualTo(2);
    assertThat(value("nginx_connections_active")).isPositive();
  }

  @Test
  void itsBucketsGrowWithTheirBounds() {
    // given
    get("/v1/users/" + Person.signUp(api).id());

    // when
    Awaitility.await()
        .until(() -> value(DURATION + "_count{route=\"accounts\",cache=\"miss\"}") > 0);
    List<Double> buckets =
        told()
            .filter(line -> line.startsWith(DURATION + "_bucket{route=\"accounts\",cache=\"miss\""))
            .map(NginxIT::number)
            .toList();

    // then
    assertThat(buckets).hasSize(12).isSorted();
  }

  /** What a series has, 0 where there is none. */
  private double value(String series) {
    return told()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(NginxIT::number)
        .findFirst()
        .orElse(0);
  }

  private static double number(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private Stream<String> told() {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(metrics));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4");
    return answer.body().lines();
  }
}
