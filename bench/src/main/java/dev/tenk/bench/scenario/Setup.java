package dev.tenk.bench.scenario;

import dev.tenk.bench.Options;
import dev.tenk.bench.load.LoadGenerator;
import dev.tenk.local.service.Flavour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * What all scenarios take: the scale, the form of the services, and how they are called.
 *
 * @param scale of the data
 * @param flavour of the services
 * @param connections to each service
 * @param warmUp before what counts
 * @param settings environment of all services, over what the scenario sets
 * @param memory of services and Redis
 */
record Setup(
    Scale scale,
    Flavour flavour,
    int connections,
    Duration warmUp,
    Map<String, String> settings,
    SuiteMemory memory) {

  private static final long SEED = 20_000;
  private static final String[] NAMES = {
    "warm-up", "connections", "flavour", "accounts", "media", "actors", "set", "heap", "redis"
  };
  private static final String USAGE =
      " --warm-up 120 --connections 64 --flavour jvm --accounts 1_000_000 --media 5_000_000"
          + " --actors 200 --heap 256 --redis 1024 --set VARIABLE=VALUE,...";

  /** For the line that describes a benchmark, after its own options. */
  static String usage(String own) {
    return ": " + own + USAGE;
  }

  /** From the options; those of the scenario's own are the only others. */
  static Setup of(Options options, String... own) {
    options.requireOnly(Stream.of(own, NAMES).flatMap(Stream::of).toArray(String[]::new));
    return new Setup(
        Scale.of(options),
        Flavour.valueOf(options.text("flavour", "jvm").toUpperCase(Locale.ROOT)),
        (int) options.number("connections", 64),
        options.seconds("warm-up", Duration.ofSeconds(120)),
        options.pairs("set"),
        SuiteMemory.of(options));
  }

  /** The same numbers in every run. */
  static UniformRandomProvider random() {
    return RandomSource.XO_SHI_RO_256_PP.create(SEED);
  }

  LoadedSuite suite(Map<String, String> ofScenario) throws Exception {
    Path checkout = Path.of(System.getProperty("tenk.checkout", "")).toAbsolutePath();
    Map<String, String> all = new HashMap<>(ofScenario);
    all.putAll(settings);
    return new LoadedSuite(checkout, flavour, scale, all, memory);
  }

  LoadGenerator generator() {
    return new LoadGenerator(connections);
  }
}
