package dev.tenk.bench.pipeline;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.engine.BrokerClient;
import dev.tenk.bench.engine.ProcessTree;
import dev.tenk.bench.report.Latencies;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import dev.tenk.contract.Queues;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.platform.broker.BrokerSender;
import dev.tenk.platform.broker.Settlement;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What messages that wait cost those that come: a queue of the embedded broker, which writes each
 * message to disk, is filled to some depth, sent to one by one, and then emptied by a consumer that
 * keeps as many in hand as a worker.
 */
public final class BacklogBenchmark implements Benchmark {

  private static final List<Long> BACKLOGS = List.of(1_000L, 10_000L, 100_000L);
  private static final String TYPE = "application/cloudevents+json";
  private static final int AT_ONCE = 256;
  private static final int SINGLE_SENDS = 500;
  private static final int CREDIT = 4;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Override
  public String name() {
    return "backlog";
  }

  @Override
  public String description() {
    return "a queue with ever more messages that wait: --backlogs 1_000,10_000,100_000 --rounds 2"
        + " --bytes 600";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("backlogs", "rounds", "bytes");
    List<Long> backlogs = options.numbers("backlogs", BACKLOGS);
    byte[] body = new byte[Math.toIntExact(options.number("bytes", 600))];
    Table table =
        new Table(
            "backlog",
            "filled a second",
            "send p50 ms",
            "send p99 ms",
            "first taken after ms",
            "taken a second",
            "broker MiB");
    Vertx vertx = Vertx.vertx();
    try (TemporaryHome home = TemporaryHome.createDurable();
        var engine = new dev.tenk.embedded.broker.Broker(home.home())) {
      engine.start();
      measure(vertx, engine, backlogs.getFirst(), body); // warm-up
      for (int round = 1; round <= options.number("rounds", 2); round++) {
        for (long backlog : backlogs) {
          table.row(measure(vertx, engine, backlog, body));
        }
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
  }

  private static Object[] measure(
      Vertx vertx, dev.tenk.embedded.broker.Broker engine, long backlog, byte[] body)
      throws Exception {
    var broker = BrokerClient.to(engine.url(), vertx);
    BrokerSender sender = broker.sender(Queues.MEDIA_UPLOADED);
    long began = System.nanoTime();
    fill(sender, backlog, body);
    double filled = backlog / secondsSince(began);
    var sends = new Latencies();
    for (int i = 0; i < SINGLE_SENDS; i++) {
      sends.time(() -> send(sender, body).join());
    }
    long resident = ProcessTree.residentMebibytes(engine.process().pid());

    var left = new CountDownLatch(Math.toIntExact(backlog) + SINGLE_SENDS);
    var first = new AtomicLong();
    long asked = System.nanoTime();
    broker.receive(
        Queues.MEDIA_UPLOADED,
        CREDIT,
        message -> {
          first.compareAndSet(0, System.nanoTime());
          left.countDown();
          return CompletableFuture.completedStage(Settlement.ACCEPT);
        });
    if (!left.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(left.getCount() + " messages have not come");
    }
    double taken = (backlog + SINGLE_SENDS) / secondsSince(asked);
    broker.drain().toCompletableFuture().join();
    return new Object[] {
      backlog,
      filled,
      sends.micros(50) / 1_000,
      sends.micros(99) / 1_000,
      (first.get() - asked) / 1e6,
      taken,
      resident
    };
  }

  private static void fill(BrokerSender sender, long messages, byte[] body) {
    for (long sent = 0; sent < messages; sent += AT_ONCE) {
      List<CompletableFuture<Void>> wave = new ArrayList<>();
      for (long i = sent; i < Math.min(messages, sent + AT_ONCE); i++) {
        wave.add(send(sender, body));
      }
      CompletableFuture.allOf(wave.toArray(CompletableFuture[]::new)).join();
    }
  }

  private static CompletableFuture<Void> send(BrokerSender sender, byte[] body) {
    return sender.send(UUID.randomUUID().toString(), TYPE, body).toCompletableFuture();
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
