package dev.tenk.bench.pipeline;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.data.Jpegs;
import dev.tenk.bench.engine.ApiClient;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * How long one account's single upload waits beside another account's many: from the first byte
 * sent until it is ready, with nothing else to do and with a backlog, in one run of the suite that
 * {@code ./tenk up} starts.
 */
public final class FairnessBenchmark implements Benchmark {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();
  private static final int SENDERS = 4;
  private static final int WARM_UP = 5;

  @Override
  public String name() {
    return "fairness";
  }

  @Override
  public String description() {
    return "a single upload beside a backlog of another account: --backlog 50 --singles 7";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("backlog", "singles");
    int backlog = Math.toIntExact(options.number("backlog", 50));
    int singles = Math.toIntExact(options.number("singles", 7));
    Path checkout = Path.of(System.getProperty("tenk.checkout", "")).toAbsolutePath();
    byte[] photo = Files.readAllBytes(checkout.resolve("docs/tour/photo.jpg"));
    try (TemporaryHome home = TemporaryHome.create();
        Suite suite =
            Suite.listen(
                new SuiteSettings(checkout, Flavour.JVM, home.home(), Ports.free()),
                new Progress(System.out, InstantSource.system()))) {
      suite.start();
      int user = suite.service(Service.USER).port();
      int media = suite.service(Service.MEDIA).port();
      try (ApiClient one = new ApiClient(user, media);
          ApiClient many = new ApiClient(user, media)) {
        measure(one, many, photo, backlog, singles);
      }
    }
  }

  private void measure(ApiClient one, ApiClient many, byte[] photo, int backlog, int singles)
      throws Exception {
    one.signUp();
    many.signUp();
    String token = one.signIn();
    String busy = many.signIn();
    Table table = new Table("single", "backlog before", "backlog after", "ready after ms");
    List<Long> idle = new ArrayList<>();
    for (int i = 0; i < WARM_UP + singles; i++) {
      long millis = untilReady(one, token, Jpegs.another(photo, i));
      if (i >= WARM_UP) {
        idle.add(millis);
        table.row("idle " + (i - WARM_UP + 1), 0, 0, millis);
      }
    }
    List<Long> beside = new ArrayList<>();
    var waiting = new ConcurrentLinkedQueue<String>();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < backlog; i++) {
        byte[] another = Jpegs.another(photo, 1_000 + i);
        sent.add(senders.submit(() -> waiting.add(many.upload(busy, another))));
      }
      for (Future<?> each : sent) {
        each.get();
      }
    }
    for (int i = 1; i <= singles; i++) {
      int before = left(many, busy, waiting);
      long millis = untilReady(one, token, Jpegs.another(photo, 2_000 + i));
      int after = left(many, busy, waiting);
      if (after == 0) {
        break; // there was nothing to overtake any more
      }
      beside.add(millis);
      table.row("beside " + i, before, after, millis);
    }
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
    if (beside.isEmpty()) {
      throw new IllegalStateException("the backlog was gone before the first single upload was");
    }
    System.out.printf(
        "median idle %d ms, beside the backlog %d ms (%d uploads): %.1f times%n",
        median(idle), median(beside), beside.size(), (double) median(beside) / median(idle));
  }

  private static long untilReady(ApiClient api, String token, byte[] jpeg) {
    long began = System.nanoTime();
    String medium = api.upload(token, jpeg);
    while (!api.medium(medium, token).equals("ready")) {
      if (System.nanoTime() - began > LIMIT.toNanos()) {
        throw new IllegalStateException(medium + " is not processed");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return Duration.ofNanos(System.nanoTime() - began).toMillis();
  }

  /** How many of them are not ready; those that are, are forgotten. */
  private static int left(ApiClient api, String token, ConcurrentLinkedQueue<String> media) {
    media.removeIf(medium -> api.medium(medium, token).equals("ready"));
    return media.size();
  }

  private static long median(List<Long> millis) {
    return millis.stream().sorted().toList().get(millis.size() / 2);
  }
}
