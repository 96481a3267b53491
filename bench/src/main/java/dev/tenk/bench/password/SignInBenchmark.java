package dev.tenk.bench.password;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.password.UserServiceAlone.Person;
import dev.tenk.bench.report.Latencies;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A wave of sign-ins: more clients than can be hashed for, each beginning again as soon as it is
 * answered. Those that are accepted must not wait long, the others must hear so soon.
 */
public final class SignInBenchmark implements Benchmark {

  /** Limits per address that a benchmark from one address does not reach. */
  static final Map<String, String> WITHOUT_LIMITS = Map.of();

  @Override
  public String name() {
    return "sign-in";
  }

  @Override
  public String description() {
    return "sign-ins by more clients than can be served; --clients 120 --seconds 20 --warmup 10";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("clients", "seconds", "warmup");
    int clients = (int) options.number("clients", 120);
    Duration warmup = options.seconds("warmup", Duration.ofSeconds(10));
    Duration seconds = options.seconds("seconds", Duration.ofSeconds(20));
    var accepted = new Latencies();
    var refused = new Latencies();
    var failed = new AtomicLong();
    try (UserServiceAlone service = new UserServiceAlone(WITHOUT_LIMITS)) {
      Person person = service.member(false);
      long begin = System.nanoTime() + warmup.toNanos();
      long end = begin + seconds.toNanos();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int client = 0; client < clients; client++) {
          threads.execute(
              () -> {
                while (System.nanoTime() < end) {
                  signIn(service, person, begin, accepted, refused, failed);
                }
              });
        }
      }
    }
    Table table = new Table("answer", "per s", "p50 ms", "p90 ms", "p99 ms", "max ms");
    row(table, "201", accepted, seconds);
    row(table, "503", refused, seconds);
    table.print(System.out);
    System.out.println("other answers: " + failed);
    Results.of(name()).write(".csv", table.csv());
  }

  private static void signIn(
      UserServiceAlone service,
      Person person,
      long begin,
      Latencies accepted,
      Latencies refused,
      AtomicLong failed) {
    long sent = System.nanoTime();
    try {
      HttpResponse<String> answer = service.signIn(person.handle(), person.password());
      if (sent < begin) {
        return;
      }
      switch (answer.statusCode()) {
        case 201 -> accepted.record(System.nanoTime() - sent);
        case 503 -> refused.record(System.nanoTime() - sent);
        default -> failed.incrementAndGet();
      }
    } catch (Exception e) {
      failed.incrementAndGet();
    }
  }

  private static void row(Table table, String answer, Latencies of, Duration time) {
    table.row(
        answer,
        of.count() / (double) time.toSeconds(),
        of.micros(50) / 1e3,
        of.micros(90) / 1e3,
        of.micros(99) / 1e3,
        of.micros(100) / 1e3);
  }
}
