package dev.tenk.bench.ceiling;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.engine.ApiClient;
import dev.tenk.bench.engine.Engines;
import dev.tenk.bench.engine.Nginx;
import dev.tenk.bench.engine.RunningService;
import dev.tenk.bench.flavour.Wrk;
import dev.tenk.bench.peer.Peer;
import dev.tenk.bench.peer.PeerBuild;
import dev.tenk.bench.peer.RunningPeer;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One profile from memory by user-service as it is deployed, beside nginx with the same bytes in a
 * file and a bare Quarkus REST endpoint with them in memory, which is also sent a token that it
 * does not read; and how much the generator of the scenarios can ask for at all.
 */
public final class CeilingBenchmark implements Benchmark {

  private static final String NGINX = "nginx";
  private static final String BARE = "bare Quarkus REST";

  private Duration time = Duration.ZERO;
  private Duration warmUp = Duration.ZERO;
  private int connections;
  private long rounds;

  @Override
  public String name() {
    return "ceiling";
  }

  @Override
  public String description() {
    return "a profile from memory beside nginx and a bare endpoint, and the generator's own limit:"
        + " --rounds 5 --seconds 5 --warm-up 15 --connections 64 --step 4 --flavour jvm";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("rounds", "seconds", "warm-up", "connections", "step", "flavour");
    time = options.seconds("seconds", Duration.ofSeconds(5));
    warmUp = options.seconds("warm-up", Duration.ofSeconds(15));
    connections = (int) options.number("connections", 64);
    rounds = options.number("rounds", 5);
    Flavour flavour = Flavour.valueOf(options.text("flavour", "jvm").toUpperCase(Locale.ROOT));
    Path checkout = Path.of(System.getProperty("tenk.checkout", "")).toAbsolutePath();
    new PeerBuild(checkout).build(Peer.BARE);
    try (Engines engines = Engines.temporary()) {
      Map<String, String> environment = new HashMap<>(engines.environment().user());
      environment.remove("TENK_DATABASE_REPLICAS_URLS");
      try (var user =
              new RunningService(Service.USER, flavour, checkout, environment, engines.home());
          var person = new ApiClient(user.port(), user.port())) {
        user.awaitFirst200(user.managementUrl("/q/health/ready"));
        String path = "/v1/users/" + person.signUp();
        byte[] profile = body(user.url(path));
        Path file = Files.write(engines.home().data().resolve("profile.json"), profile);
        try (var nginx = new Nginx(path, "application/json", profile, engines.home());
            var bare =
                new RunningPeer(
                    Peer.BARE,
                    checkout,
                    Map.of("PEER_BODY", file.toAbsolutePath().toString()),
                    engines.home())) {
          bare.awaitFirst200(path);
          Map<String, String> token = Map.of("Authorization", "Bearer " + person.signIn());
          measure(
              List.of(
                  new Contender(NGINX, nginx.url(path), Map.of()),
                  new Contender(BARE, bare.url(path), Map.of()),
                  new Contender("user-service", user.url(path), Map.of()),
                  new Contender("user-service, signed in", user.url(path), token),
                  new Contender(BARE + ", sent a token", bare.url(path), token)));
          System.out.println();
          GeneratorCeiling.print(
              nginx.port(), path, connections, options.seconds("step", Duration.ofSeconds(4)));
        }
      }
    }
  }

  /** Who is asked, and what has come of it. */
  private record Contender(
      String name, URI url, Map<String, String> headers, List<Wrk.Result> results) {

    Contender(String name, URI url, Map<String, String> headers) {
      this(name, url, headers, new ArrayList<>());
    }

    double median() {
      return sorted().get(results.size() / 2);
    }

    List<Double> sorted() {
      return results.stream().map(Wrk.Result::perSecond).sorted().toList();
    }

    double p99Millis() {
      return results.stream()
              .mapToLong(result -> result.p99().toNanos())
              .sorted()
              .toArray()[results.size() / 2]
          / 1e6;
    }
  }

  private void measure(List<Contender> contenders) throws IOException, InterruptedException {
    for (Contender each : contenders) {
      Wrk.warmUp(each.url(), connections, each.headers(), warmUp);
    }
    List<Contender> order = new ArrayList<>(contenders);
    for (int round = 0; round < rounds; round++) {
      for (Contender each : order) {
        each.results().add(Wrk.run(each.url(), connections, each.headers(), time));
      }
      Collections.rotate(order, 1);
    }
    Table table =
        new Table(
            "who answers", "a second", "least", "most", "p99 ms", "of nginx", "of the endpoint");
    double nginx = contenders.get(0).median();
    double bare = contenders.get(1).median();
    for (Contender each : contenders) {
      table.row(
          each.name(),
          each.median(),
          each.sorted().getFirst(),
          each.sorted().getLast(),
          each.p99Millis(),
          each.median() / nginx,
          each.median() / bare);
    }
    System.out.printf(
        "wrk, %d connections, %d rounds of %d s, medians%n", connections, rounds, time.toSeconds());
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
  }

  private static byte[] body(URI url) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray()).body();
    }
  }
}
