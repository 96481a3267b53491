package dev.tenk.bench.session;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.report.Latencies;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.suite.Suite;
import dev.tenk.local.suite.SuiteSettings;
import dev.tenk.local.terminal.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the access token of a session that was ended in user-service is still taken by
 * media-service: from the answer to the sign-out to the first refusal.
 */
public final class RevocationSpreadBenchmark implements Benchmark {

  private static final Pattern ACCESS_TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  public String name() {
    return "revocation-spread";
  }

  @Override
  public String description() {
    return "from a sign-out in user-service to the refusal in media-service: --sessions 200";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("sessions");
    long sessions = options.number("sessions", 200);
    try (TemporaryHome home = TemporaryHome.create();
        Suite suite =
            Suite.listen(
                new SuiteSettings(
                    Path.of(System.getProperty("tenk.checkout", "")).toAbsolutePath(),
                    Flavour.JVM,
                    home.home(),
                    Ports.free()),
                new Progress(System.out, InstantSource.system()))) {
      suite.start();
      measure(suite.url(), sessions);
    }
  }

  private void measure(String url, long sessions) throws Exception {
    String password = UUID.randomUUID().toString();
    String handle = "b" + UUID.randomUUID().toString().substring(0, 8);
    require(
        201,
        post(
            url + "/v1/users",
            "{\"handle\":\"%s\",\"email\":\"%s@example.org\",\"password\":\"%s\"}"
                .formatted(handle, handle, password)));
    var latencies = new Latencies();
    for (long i = 0; i < sessions; i++) {
      HttpResponse<String> signedIn =
          require(
              201,
              post(
                  url + "/v1/sessions",
                  "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(handle, password)));
      Matcher token = ACCESS_TOKEN.matcher(signedIn.body());
      if (!token.find()) {
        throw new IOException("no access token in the answer");
      }
      latencies.record(untilRefused(url, token.group(1)));
    }
    Table table = new Table("sign-outs", "p50 ms", "p90 ms", "p99 ms", "max ms");
    table.row(
        sessions,
        millis(latencies, 50),
        millis(latencies, 90),
        millis(latencies, 99),
        millis(latencies, 100));
    table.print(System.out);
    Results results = Results.of(name());
    results.write(".csv", table.csv());
    results.write(".hgrm", latencies.distribution());
  }

  private long untilRefused(String url, String token) throws Exception {
    HttpRequest ask =
        request(url + "/v1/media/01980000-0000-7abc-8000-000000000002", token).GET().build();
    require(404, send(ask));
    require(204, send(request(url + "/v1/sessions/current", token).DELETE().build()));
    long ended = System.nanoTime();
    while (send(ask).statusCode() != 401) {
      if (System.nanoTime() - ended > 60_000_000_000L) {
        throw new IOException("the token is still taken after a minute");
      }
    }
    return System.nanoTime() - ended;
  }

  private HttpResponse<String> post(String url, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String url, String token) {
    return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> require(int status, HttpResponse<String> answer)
      throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(answer.request().uri() + ": " + answer.statusCode());
    }
    return answer;
  }

  private static double millis(Latencies latencies, double percentile) {
    return latencies.micros(percentile) / 1_000;
  }
}
