package dev.tenk.bench.image;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.engine.ApiClient;
import dev.tenk.bench.engine.Nginx;
import dev.tenk.bench.engine.ProcessTree;
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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A variant of about 100 KB from media-service, and the same file from nginx, in turns. */
public final class DeliveryBenchmark implements Benchmark {

  private static final int BYTES = 100 * 1024;
  private static final String VARIANT = "/variant";
  private static final long POLL_NANOS = Duration.ofMillis(50).toNanos();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Override
  public String name() {
    return "delivery";
  }

  @Override
  public String description() {
    return "a variant of 100 KB, beside nginx with the same file: --seconds 5 --rounds 3"
        + " --warm-up 30 --flavour jvm|aot|native";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("seconds", "rounds", "warm-up", "flavour");
    Duration time = options.seconds("seconds", Duration.ofSeconds(5));
    Duration warmUp = options.seconds("warm-up", Duration.ofSeconds(30));
    Flavour flavour = Flavour.valueOf(options.text("flavour", "jvm").toUpperCase(Locale.ROOT));
    int rounds = Math.toIntExact(options.number("rounds", 3));
    Path checkout = Path.of(System.getProperty("tenk.checkout", "")).toAbsolutePath();
    try (TemporaryHome home = TemporaryHome.create();
        Suite suite =
            Suite.listen(
                new SuiteSettings(checkout, flavour, home.home(), Ports.free()).atFullSpeed(),
                new Progress(System.out, InstantSource.system()))) {
      suite.start();
      ServiceProcess media = suite.service(Service.MEDIA);
      URI variant;
      try (ApiClient api = new ApiClient(suite.service(Service.USER).port(), media.port())) {
        variant = variant(api, media, Originals.largeJpeg(home.directory()));
      }
      byte[] bytes =
          http.send(HttpRequest.newBuilder(variant).build(), BodyHandlers.ofByteArray()).body();
      try (var nginx = new Nginx(VARIANT, "image/webp", bytes, home.home())) {
        measure(media, variant, nginx.url(VARIANT), bytes.length, warmUp, time, rounds);
      }
    }
  }

  private void measure(
      ServiceProcess media,
      URI variant,
      URI file,
      int bytes,
      Duration warmUp,
      Duration time,
      int rounds)
      throws IOException, InterruptedException {
    var _ = Wrk.run(variant, warmUp);
    Table table = new Table("by", "bytes", "requests/s", "MB/s", "p99 ms", "CPU us a request");
    double[] ours = new double[rounds];
    double[] theirs = new double[rounds];
    long pid = media.process().pid();
    for (int round = 0; round < rounds; round++) {
      Duration before = ProcessTree.cpuAlone(pid);
      Wrk.Result tenk = Wrk.run(variant, time);
      double cpu = ProcessTree.cpuAlone(pid).minus(before).toNanos() / 1e3;
      row(table, "Tenk", bytes, tenk, cpu / (tenk.perSecond() * time.toSeconds()));
      Wrk.Result nginx = Wrk.run(file, time);
      row(table, "nginx", bytes, nginx, Double.NaN);
      ours[round] = tenk.perSecond();
      theirs[round] = nginx.perSecond();
    }
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
    System.out.printf("median: %.2f times nginx%n", median(ours) / median(theirs));
  }

  private static void row(Table table, String by, int bytes, Wrk.Result result, double cpu) {
    table.row(
        by,
        bytes,
        result.perSecond(),
        result.perSecond() * bytes / 1e6,
        result.p99().toNanos() / 1e6,
        cpu);
  }

  private static double median(double[] rates) {
    double[] sorted = rates.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The variant of a picture whose length is the nearest to 100 KB. */
  private URI variant(ApiClient api, ServiceProcess media, Path original) throws Exception {
    api.signUp();
    String token = api.signIn();
    String id = api.upload(token, Files.readAllBytes(original));
    while (!api.medium(id, token).equals("ready")) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    URI server = URI.create("http://127.0.0.1:" + media.port());
    return api.variants(id, token).stream()
        .min(Comparator.comparingLong(found -> Math.abs(found.bytes() - BYTES)))
        .map(found -> server.resolve(found.url()))
        .orElseThrow();
  }
}
