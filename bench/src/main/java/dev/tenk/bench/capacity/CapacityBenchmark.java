package dev.tenk.bench.capacity;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.data.Jpegs;
import dev.tenk.bench.engine.ApiClient;
import dev.tenk.bench.engine.ProcessTree;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import dev.tenk.local.suite.Suite;
import dev.tenk.local.suite.SuiteSettings;
import dev.tenk.local.terminal.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** CPU time of each kind of request, in the suite that {@code ./tenk up} starts. */
public final class CapacityBenchmark implements Benchmark {
  private static final Duration PROCESSING_LIMIT = Duration.ofSeconds(120);

  @Override
  public String name() {
    return "capacity";
  }

  @Override
  public String description() {
    return "CPU time of a request: --reads (6000) after as many to warm up, --sign-ins (60), --uploads (24)";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("reads", "sign-ins", "uploads");
    Path checkout = Path.of(System.getProperty("tenk.checkout", "")).toAbsolutePath();
    try (TemporaryHome home = TemporaryHome.create();
        Suite suite =
            Suite.listen(
                new SuiteSettings(checkout, Flavour.JVM, home.home(), Ports.free()),
                new Progress(System.out, InstantSource.system()))) {
      suite.start();
      Table table = new Table("request", "service", "CPU us each", "requests");
      try (ApiClient api =
          new ApiClient(suite.service(Service.USER).port(), suite.service(Service.MEDIA).port())) {
        measure(
            suite,
            api,
            options,
            table,
            Files.readAllBytes(checkout.resolve("docs/tour/photo.jpg")));
      }
      table.print(System.out);
      Results.of(name()).write(".csv", table.csv());
    }
  }

  private static void measure(
      Suite suite, ApiClient api, Options options, Table table, byte[] photo) throws Exception {
    int reads = (int) options.number("reads", 6_000);
    int signIns = (int) options.number("sign-ins", 60);
    int uploads = (int) options.number("uploads", 24);
    long user = suite.service(Service.USER).process().pid();
    long media = suite.service(Service.MEDIA).process().pid();
    long worker = suite.service(Service.WORKER).process().pid();
    table.row("start", "user-service", ProcessTree.cpuAlone(user).toNanos() / 1_000.0, 1);
    table.row("start", "media-service", ProcessTree.cpuAlone(media).toNanos() / 1_000.0, 1);
    table.row("start", "worker-service", ProcessTree.cpuAlone(worker).toNanos() / 1_000.0, 1);
    String id = api.signUp();
    String token = api.signIn();

    Cost.microsOf(user, reads, number -> api.profile(id));
    table.row(
        "GET /v1/users/{id}",
        "user-service",
        Cost.microsOf(user, reads, number -> api.profile(id)),
        reads);
    Cost.microsOf(user, signIns / 2, number -> api.signIn());
    table.row(
        "POST /v1/sessions",
        "user-service",
        Cost.microsOf(user, signIns, number -> api.signIn()),
        signIns);

    awaitReady(api, token, List.of(api.upload(token, Jpegs.another(photo, -1))));
    Queue<String> made = new ConcurrentLinkedQueue<>();
    Duration before = ProcessTree.cpuAlone(worker);
    table.row(
        "POST /v1/media (12 MP, %d KB)".formatted(photo.length / 1_000),
        "media-service",
        Cost.microsOf(
            media, uploads, number -> made.add(api.upload(token, Jpegs.another(photo, number)))),
        uploads);
    awaitReady(api, token, List.copyOf(made));
    table.row(
        "picture (12 MP)",
        "worker-service",
        ProcessTree.cpuAlone(worker).minus(before).toNanos() / 1_000.0 / uploads,
        uploads);

    String medium = made.element();
    Cost.microsOf(media, reads, number -> api.medium(medium, token));
    table.row(
        "GET /v1/media/{id}",
        "media-service",
        Cost.microsOf(media, reads, number -> api.medium(medium, token)),
        reads);
    Cost.microsOf(media, reads, number -> api.thumbnail(medium));
    table.row(
        "GET /m/{id}/thumb.webp",
        "media-service",
        Cost.microsOf(media, reads, number -> api.thumbnail(medium)),
        reads);
  }

  private static void awaitReady(ApiClient api, String token, List<String> media) {
    long end = System.nanoTime() + PROCESSING_LIMIT.toNanos();
    for (String medium : media) {
      while (!api.medium(medium, token).equals("ready")) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException(medium + " is not processed");
        }
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    }
  }
}
