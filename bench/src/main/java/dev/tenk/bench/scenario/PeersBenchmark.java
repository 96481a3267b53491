package dev.tenk.bench.scenario;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.WrongOptionException;
import dev.tenk.bench.data.MadeIds;
import dev.tenk.bench.engine.ProcessTree;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.bench.load.Outcome;
import dev.tenk.bench.peer.Peer;
import dev.tenk.bench.peer.PeerBuild;
import dev.tenk.bench.peer.PeerEnvironment;
import dev.tenk.bench.peer.RunningPeer;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.local.service.Flavour;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Reads by Tenk and by what people would take instead, of the same data in the same engines. All
 * run at once and are asked by turns: each round once for as much as it can give, and once at a
 * rate that is the same for all. That they answer the same is checked first.
 */
public final class PeersBenchmark implements Benchmark {

  private static final long SEED = 20_000;
  private static final String READ = "read";
  private static final String COLD = "cold";
  private static final List<Peer> PEERS = List.of(Peer.NODE, Peer.SPRING);
  private static final Map<String, Long> RATES = Map.of(READ, 4_000L, COLD, 1_000L);

  private final UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(SEED);

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public String description() {
    return "read and cold by Tenk, Node and Spring Boot: --scenarios read,cold --peers node,spring"
        + " --rate (%d read, %d cold) --rounds 3 --seconds 6 --warm-up 15 --connections 64"
            .formatted(RATES.get(READ), RATES.get(COLD))
        + " --flavour jvm --accounts 20_000 --media 100_000 --actors 50";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly(
        "scenarios",
        "peers",
        "rate",
        "rounds",
        "seconds",
        "warm-up",
        "connections",
        "flavour",
        "accounts",
        "media",
        "actors");
    List<String> scenarios = List.of(options.text("scenarios", READ + "," + COLD).split(","));
    if (!RATES.keySet().containsAll(scenarios)) {
      throw new WrongOptionException("--scenarios are read and cold, not " + scenarios);
    }
    List<Peer> peers = peers(options);
    Path checkout = Path.of(System.getProperty("tenk.checkout", "")).toAbsolutePath();
    PeerBuild build = new PeerBuild(checkout);
    for (Peer peer : peers) {
      build.build(peer);
    }
    for (String scenario : scenarios) {
      compare(scenario, peers, options, checkout);
    }
  }

  private static List<Peer> peers(Options options) {
    List<String> wanted = List.of(options.text("peers", "node,spring").split(","));
    List<Peer> peers = PEERS.stream().filter(peer -> wanted.contains(peer.directory())).toList();
    if (peers.size() != wanted.size()) {
      throw new WrongOptionException("--peers are node and spring, not " + wanted);
    }
    return peers;
  }

  private void compare(String scenario, List<Peer> peers, Options options, Path checkout)
      throws Exception {
    boolean cached = scenario.equals(READ);
    Flavour flavour = Flavour.valueOf(options.text("flavour", "jvm").toUpperCase(Locale.ROOT));
    List<RunningPeer> running = new ArrayList<>();
    try (LoadedSuite suite =
        new LoadedSuite(
            checkout,
            flavour,
            new Scale(
                (int) options.number("accounts", 20_000),
                (int) options.number("media", 100_000),
                (int) options.number("actors", 50)),
            cached ? Map.of() : Uncached.SETTINGS,
            SuiteMemory.USUAL)) {
      try {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(
            new Contender(
                "Tenk",
                suite.userPort(),
                suite.mediaPort(),
                pids(suite, "user-service", "media-service")));
        URI jwks = URI.create("http://127.0.0.1:" + suite.userPort() + "/.well-known/jwks.json");
        Map<String, String> environment = PeerEnvironment.of(suite.engines(), jwks, cached);
        for (Peer peer : peers) {
          RunningPeer started =
              new RunningPeer(peer, checkout, environment, suite.engines().home());
          running.add(started);
          started.awaitFirst200("/v1/users/" + MadeIds.account(0));
          contenders.add(
              new Contender(
                  peer.directory(), started.port(), started.port(), List.of(started.pid())));
        }
        PeerCheck.requireSame(suite, contenders);
        rounds(scenario, suite, contenders, options);
      } finally {
        running.forEach(RunningPeer::close);
      }
    }
  }

  private void rounds(
      String scenario, LoadedSuite suite, List<Contender> contenders, Options options)
      throws Exception {
    Duration time = options.seconds("seconds", Duration.ofSeconds(6));
    double rate = options.number("rate", RATES.getOrDefault(scenario, 0L));
    int connections = (int) options.number("connections", 64);
    Results results = Results.of(name() + "-" + scenario);
    try (LoadGenerator generator = new LoadGenerator(connections)) {
      for (Contender each : contenders) {
        Duration warmUp = options.seconds("warm-up", Duration.ofSeconds(15));
        generator.saturate(reads(suite, each), connections, warmUp);
      }
      List<Contender> order = new ArrayList<>(contenders);
      for (int round = 0; round < options.number("rounds", 3); round++) {
        suite.signIn();
        for (Contender each : order) {
          double most = generator.saturate(reads(suite, each), connections, time).perSecond();
          Duration cpu = each.cpu();
          Duration engines = engines(suite);
          Outcome atRate = generator.run(reads(suite, each), rate, time);
          each.rounds()
              .add(
                  new Contender.Round(
                      most,
                      atRate,
                      cores(each.cpu().minus(cpu), atRate),
                      cores(engines(suite).minus(engines), atRate)));
        }
        Collections.rotate(order, 1);
      }
    }
    System.out.printf(
        "%s, %,d accounts, %,d media: at most, and at %,.0f a second; medians of %d rounds%n",
        scenario,
        suite.scale().accounts(),
        suite.scale().media(),
        rate,
        options.number("rounds", 3));
    print(contenders, results);
  }

  private static void print(List<Contender> contenders, Results results) throws Exception {
    Table table = PeerTables.results(contenders);
    Table ratios = PeerTables.ratios(contenders);
    table.print(System.out);
    System.out.println();
    ratios.print(System.out);
    results.write(".csv", table.csv());
    results.write("-ratios.csv", ratios.csv());
    for (Contender each : contenders) {
      results.write(
          "-" + each.name() + ".hgrm", each.rounds().getLast().atRate().latencies().distribution());
    }
  }

  private Reads reads(LoadedSuite suite, Contender contender) {
    return new Reads(suite, contender.userPort(), contender.mediaPort(), random);
  }

  private static Duration engines(LoadedSuite suite) {
    return pids(suite, "PostgreSQL", "Redis").stream()
        .map(ProcessTree::cpu)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static List<Long> pids(LoadedSuite suite, String... names) {
    Map<String, Long> all = suite.pids();
    return Stream.of(names).map(name -> Objects.requireNonNull(all.get(name))).toList();
  }

  private static double cores(Duration cpu, Outcome outcome) {
    return cpu.toNanos() / (double) outcome.time().toNanos();
  }
}
