package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an edge of {@code deploy/edge} does before the running suite, whichever it is. */
abstract class EdgeContract {

  /** From the answer to a change until the edge shows it, with purges. */
  private static final Duration BOUND = Duration.ofSeconds(2);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();

  final Api api;
  private final String edge;
  final URI metrics;
  final CountingOrigin origin;

  EdgeContract(Edge kind) {
    assumeTrue(kind.isInstalled(), "needs " + kind.needs());
    api = new Api(SharedSuite.running().url());
    SharedSuite.RunningEdge running = SharedSuite.edge(kind);
    edge = running.url();
    metrics = running.metrics();
    origin = running.origin();
  }

  @Test
  void answersFromItsCache() {
    // given
    String path = "/v1/users/" + Person.signUp(api).id();

    // when
    HttpResponse<String> first = get(path);
    int hits = 0;
    for (int i = 0; i < 200; i++) {
      hits += cache(get(path)).equals("HIT") ? 1 : 0;
    }

    // then
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(cache(first)).isEqualTo("MISS");
    assertThat(first.headers().map()).doesNotContainKeys("x-accel-expires", "cdn-cache-control");
    assertThat(hits).isGreaterThanOrEqualTo(199);
    assertThat(origin.requests(path)).isEqualTo(1);
    assertThat(send(request(path).header("If-None-Match", tag(first))).statusCode()).isEqualTo(304);
  }

  @Test
  void asksTheOriginOnceForAThousandMisses() {
    // given
    String path = "/v1/users/" + Person.signUp(api).id();

    // when
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      asked.add(http.sendAsync(request(path).build(), BodyHandlers.ofString()));
    }

    // then
    asked.forEach(each -> assertThat(each.join().statusCode()).isEqualTo(200));
    assertThat(origin.requests(path)).isEqualTo(1);
  }

  @Test
  void showsAChangedProfileWithinItsBound() {
    // given
    Person person = Person.signUp(api);
    String path = "/v1/users/" + person.id();
    get(path);
    assertThat(cache(get(path))).isEqualTo("HIT");

    // when
    api.json("PATCH", "/v1/users/me", person.token(), "{\"displayName\":\"Another\"}");

    // then
    Awaitility.await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> get(path).body().contains("\"displayName\":\"Another\""));
  }

  @Test
  void takesADeletedPictureAway() throws Exception {
    // given
    Person person = Person.signUp(api);
    String id = person.upload(Photo.plain(60, 40, Color.BLUE));
    String variant = person.awaitEnd(id).get("variants").get(0).get("url").asText();
    get(variant);
    assertThat(cache(get(variant))).isEqualTo("HIT");
    get("/v1/media/" + id);

    // when
    assertThat(api.delete("/v1/media/" + id, person.token()).status()).isEqualTo(204);

    // then
    Awaitility.await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> get(variant).statusCode() == 404 && get("/v1/media/" + id).statusCode() == 404);
  }

  @Test
  void takesAPictureAwayThatIsNoLongerPublic() throws Exception {
    // given
    Person person = Person.signUp(api);
    String id = person.upload(Photo.plain(60, 40, Color.RED));
    String variant = person.awaitEnd(id).get("variants").get(0).get("url").asText();
    get(variant);
    assertThat(cache(get(variant))).isEqualTo("HIT");
    get("/v1/media/" + id);

    // when
    api.json("PATCH", "/v1/media/" + id, person.token(), "{\"visibility\":\"private\"}");

    // then
    Awaitility.await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> get(variant).statusCode() == 404 && get("/v1/media/" + id).statusCode() == 404);

    // and what its owner sees stays with the owner
    HttpRequest.Builder own = request(variant).header("Authorization", "Bearer " + person.token());
    assertThat(send(own).statusCode()).isEqualTo(200);
    assertThat(get(variant).statusCode()).isEqualTo(404);
  }

  @Test
  void passesASignedLinkBy() throws Exception {
    // given
    Person person = Person.signUp(api);
    String id = person.upload(Photo.plain(60, 40, Color.PINK));
    person.awaitEnd(id);
    api.json("PATCH", "/v1/media/" + id, person.token(), "{\"visibility\":\"private\"}");
    JsonNode links = api.json("POST", "/v1/media/" + id + "/links", person.token(), "{}").json();
    String link = links.get("links").get(0).get("url").asText();

    // when, then
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = get(link);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(cache(answer)).isEqualTo("BYPASS");
    }
    assertThat(get(link.substring(0, link.indexOf('?'))).statusCode()).isEqualTo(404);
  }

  @Test
  void keepsAFormatForThoseWhoTakeIt() throws Exception {
    // given
    Person person = Person.signUp(api);
    String id = person.upload(Photo.plain(60, 40, Color.GRAY));
    person.awaitEnd(id);
    String path = "/m/" + id + "/thumb";

    // when, then: whoever comes first
    for (int i = 0; i < 2; i++) {
      assertThat(type(path, "image/avif,image/webp,*/*")).isEqualTo("image/webp");
      assertThat(type(path, "image/webp;q=0.5")).isEqualTo("image/webp");
      assertThat(type(path, "image/webp;q=0, image/*")).isNotEqualTo("image/webp");
      assertThat(type(path, "image/webp;q=0.0,*/*")).isNotEqualTo("image/webp");
      assertThat(type(path, "*/*")).isNotEqualTo("image/webp");
    }
  }

  private String type(String path, String accept) {
    return send(request(path).header("Accept", accept))
        .headers()
        .firstValue("Content-Type")
        .orElse("");
  }

  @Test
  void keepsNothingOfWhoIsKnownAndNoErrors() {
    // given
    Person person = Person.signUp(api);
    String path = "/v1/users/" + person.id();

    // when, then
    HttpRequest.Builder known = request(path).header("Authorization", "Bearer " + person.token());
    assertThat(cache(send(known))).isEqualTo("BYPASS");
    assertThat(cache(get(path))).isEqualTo("MISS");
    assertThat(cache(send(known))).isEqualTo("BYPASS");
    String none = "/v1/users/0190a5f0-1234-7abc-8def-0123456789ab";
    assertThat(get(none).statusCode()).isEqualTo(404);
    assertThat(get(none).statusCode()).isEqualTo(404);
    assertThat(origin.requests(none)).isEqualTo(2);
  }

  @Test
  @Tag("long")
  void servesTheOldAnswerWhileTheOriginIsAway() {
    // given: an answer whose time is over
    Person person = Person.signUp(api);
    String path = "/v1/media?owner=" + person.id();
    assertThat(cache(get(path))).isEqualTo("MISS");

    // when
    origin.away(true);
    try {
      // then: fresh for ten seconds, old for much longer
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(250))
          .until(
              () -> {
                HttpResponse<String> answer = get(path);
                assertThat(answer.statusCode()).isEqualTo(200);
                return cache(answer).equals("STALE");
              });
      // and goes on so, beyond stale-while-revalidate too
      Awaitility.await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(250))
          .until(() -> cache(get(path)).equals("STALE"));
      assertThat(get("/v1/users/" + person.id()).statusCode()).isGreaterThanOrEqualTo(500);
    } finally {
      origin.away(false);
    }
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> cache(get(path)).equals("HIT"));
  }

  @Test
  void servesRangesOfWhatItKeeps() throws Exception {
    // given
    Person person = Person.signUp(api);
    String id = person.upload(Photo.plain(60, 40, Color.GREEN));
    String path = person.awaitEnd(id).get("variants").get(0).get("url").asText();

    // when
    HttpResponse<String> part = send(request(path).header("Range", "bytes=0-3"));

    // then
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Length")).hasValue("4");
    assertThat(cache(send(request(path).header("Range", "bytes=4-7")))).isEqualTo("HIT");
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(edge + path)).timeout(Duration.ofSeconds(30));
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), BodyHandlers.ofString()).join();
  }

  static String cache(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Cache").orElse("none");
  }

  private static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElse("");
  }
}
