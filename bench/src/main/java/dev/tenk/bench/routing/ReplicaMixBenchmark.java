package dev.tenk.bench.routing;

import dev.tenk.bench.Benchmark;
import dev.tenk.bench.Options;
import dev.tenk.bench.report.Latencies;
import dev.tenk.bench.report.Results;
import dev.tenk.bench.report.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The same mix of reads, by id and by owner, on the primary alone, with one and with two replicas.
 */
public final class ReplicaMixBenchmark implements Benchmark {

  private static final int CONFIGURATIONS = 3;
  private static final int LIST_PERCENT = 20;
  private static final Duration WARM_UP = Duration.ofSeconds(2);

  @Override
  public String name() {
    return "replica-mix";
  }

  @Override
  public String description() {
    return "reads with 0, 1 and 2 replicas; --seconds 5 --rounds 2 --readers 16 --rows 200000";
  }

  @Override
  public void run(Options options) throws Exception {
    options.requireOnly("seconds", "rounds", "readers", "rows");
    Duration each = options.seconds("seconds", Duration.ofSeconds(5));
    int rounds = (int) options.number("rounds", 2);
    int readers = (int) options.number("readers", RoutedCluster.CONNECTIONS);
    int rows = (int) options.number("rows", 200_000);
    Table table = new Table("replicas", "reads/s", "p50 us", "p99 us", "p99.9 us", "% on replicas");
    try (RoutedCluster cluster = new RoutedCluster()) {
      Items items = Items.make(cluster, rows);
      Sum[] sums = {new Sum(), new Sum(), new Sum()};
      for (int round = 0; round < rounds; round++) {
        for (int replicas = 0; replicas < CONFIGURATIONS; replicas++) {
          try (Routing routing = new Routing(cluster, replicas)) {
            read(items, routing, readers, WARM_UP, new Latencies());
            sums[replicas].nanos += read(items, routing, readers, each, sums[replicas].latencies);
            sums[replicas].share += routing.shareOfReplicas() / rounds;
          }
        }
      }
      for (int replicas = 0; replicas < CONFIGURATIONS; replicas++) {
        Sum sum = sums[replicas];
        table.row(
            replicas,
            sum.latencies.count() * 1e9 / sum.nanos,
            sum.latencies.micros(50),
            sum.latencies.micros(99),
            sum.latencies.micros(99.9),
            sum.share * 100);
      }
    }
    table.print(System.out);
    Results.of(name()).write(".csv", table.csv());
  }

  private static final class Sum {
    private final Latencies latencies = new Latencies();
    private long nanos;
    private double share;
  }

  /** Reads from this many threads until the time is over; answers how long that was. */
  private static long read(
      Items items, Routing routing, int readers, Duration time, Latencies latencies)
      throws Exception {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < readers; i++) {
        running.add(
            threads.submit(
                () -> {
                  while (System.nanoTime() < end) {
                    latencies.time(() -> routing.scopes().run(() -> one(items, routing)));
                  }
                  return null;
                }));
      }
      for (Future<?> reader : running) {
        reader.get();
      }
    }
    return System.nanoTime() - begin;
  }

  private static int one(Items items, Routing routing) throws Exception {
    return ThreadLocalRandom.current().nextInt(100) < LIST_PERCENT
        ? items.list(routing.dataSource())
        : items.get(routing.dataSource());
  }
}
