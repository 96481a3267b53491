package dev.tenk.bench.cache;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.engine.Metrics;
import dev.tenk.bench.flavour.Wrk;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import dev.tenk.local.service.ServiceProcess;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Public profiles by HTTP from user-service alone: from memory, from Redis, from the database; and
 * how much of an answer's time lies in Redis and in the loader, which is the database and what maps
 * its rows, by the service's own metrics.
 */
public final class CacheHttpBenchmark implements Benchmark {

  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Duration WARM_UP = Duration.ofSeconds(5);

  /** More than there are connections, so that hardly two ask for the same at once. */
  private static final int PROFILES = 64;

  /** The tiers that answer, by the settings that leave the others out. */
  private static final Map<String, Map<String, String>> CASES =
      Map.of(
          "1 memory",
          Map.of(),
          "2 Redis",
          Map.of("TENK_CACHE_POLICIES__PROFILE__MEMORY_TTL", "0S"),
          "3 database",
          Map.of(
              "TENK_CACHE_POLICIES__PROFILE__MEMORY_TTL", "0S",
              "TENK_CACHE_POLICIES__PROFILE__REDIS_TTL", "0S"));

  private static final String REQUESTS = "http_server_requests_seconds";
  private static final String PROFILE = "uri=\"/v1/users/{id}\"";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  public String name() {
    return "cache-http";
  }

  @Override
  public String description() {
    return "profiles by HTTP from memory, Redis and the database: --seconds 10";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("seconds");
    Duration time = options.seconds("seconds", Duration.ofSeconds(10));
    Table table =
        new Table(
            "answered from",
            "requests/s",
            "p99 ms",
            "mean us in the service",
            "of it in Redis",
            "in the loader",
            "elsewhere");
    for (var each : CASES.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
      measure(table, each.getKey(), each.getValue(), time);
    }
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
  }

  private void measure(Table table, String name, Map<String, String> settings, Duration time)
      throws Exception {
    try (TemporaryHome home = TemporaryHome.create();
        Suite suite =
            Suite.listen(
                new SuiteSettings(
                    Path.of(System.getProperty("tenk.checkout", "")).toAbsolutePath(),
                    Flavour.JVM,
                    home.home(),
                    Ports.free(),
                    settings),
                new Progress(System.out, InstantSource.system()))) {
      suite.start();
      ServiceProcess user = suite.service(Service.USER);
      URI server = URI.create("http://127.0.0.1:" + user.port());
      List<String> profiles = new ArrayList<>();
      for (int i = 0; i < PROFILES; i++) {
        profiles.add("/v1/users/" + signUp(suite.url()));
      }
      Wrk.warmUp(server, profiles, WARM_UP);
      Metrics before = metrics(user);
      Wrk.Result result = Wrk.run(server, profiles, time);
      Metrics after = metrics(user);
      double requests = grown(before, after, REQUESTS + "_count", PROFILE);
      double mean = grown(before, after, REQUESTS + "_sum", PROFILE) / requests * 1e6;
      double redis = grown(before, after, "tenk_cache_redis_calls_seconds_sum") / requests * 1e6;
      double loader = grown(before, after, "tenk_cache_loads_seconds_sum") / requests * 1e6;
      table.row(
          name,
          result.perSecond(),
          result.p99().toNanos() / 1e6,
          mean,
          redis,
          loader,
          mean - redis - loader);
    }
  }

  private String signUp(String url) throws Exception {
    String handle = "b" + UUID.randomUUID().toString().substring(0, 8);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url + "/v1/users"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"handle\":\"%s\",\"email\":\"%s@example.org\",\"password\":\"%s\"}"
                            .formatted(handle, handle, UUID.randomUUID())))
                .build(),
            BodyHandlers.ofString());
    Matcher id = ID.matcher(answer.body());
    if (answer.statusCode() != 201 || !id.find()) {
      throw new IOException("sign-up: " + answer.statusCode());
    }
    return id.group(1);
  }

  private static Metrics metrics(ServiceProcess service) throws Exception {
    return Metrics.of(service.managementUrl().resolve("metrics"));
  }

  private static double grown(Metrics before, Metrics after, String name, String... labels) {
    return after.sum(name, labels) - before.sum(name, labels);
  }
}
