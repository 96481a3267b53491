package dev.tenk.bench.routing;

import dev.tenk.platform.database.consistency.CallerPosition;
import dev.tenk.platform.database.consistency.Positions;
import dev.tenk.platform.database.replica.PrimaryReads;
import dev.tenk.platform.database.replica.ReplicaConfig;
import dev.tenk.platform.database.replica.Replicas;
import dev.tenk.platform.database.routing.ReadScopes;
import dev.tenk.platform.database.routing.Router;
import dev.tenk.platform.database.routing.RoutingDataSource;
import dev.tenk.platform.database.wal.WalPosition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** Routing over some of the cluster's replicas, for callers that have written nothing. */
final class Routing implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final int count;
  private final Replicas replicas;
  private final PrimaryReads reads;
  private final ReadScopes scopes;
  private final DataSource dataSource;

  /** Watches the replicas and waits until all may be read. */
  Routing(RoutedCluster cluster, int count) {
    this.count = count;
    var settings = new Settings(cluster.replicas(count));
    this.replicas = new Replicas(cluster.primary(), settings);
    this.reads = new PrimaryReads(cluster.primary(), settings, RoutedCluster.CONNECTIONS);
    var router =
        new Router(replicas, () -> NOBODY, cluster.transactions(), metrics, Duration.ofSeconds(1));
    this.scopes = new ReadScopes(cluster.manager(), cluster.transactions(), router);
    this.dataSource =
        new RoutingDataSource(cluster.primary(), reads, cluster.transactions(), router, null);
    if (count > 0) {
      replicas.start();
      awaitReplicas();
    }
  }

  private void awaitReplicas() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (replicas.usable() < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the replicas cannot be read");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  ReadScopes scopes() {
    return scopes;
  }

  DataSource dataSource() {
    return dataSource;
  }

  Replicas replicas() {
    return replicas;
  }

  /** Which part of the reads went to replicas, 0 to 1. */
  double shareOfReplicas() {
    double all = 0;
    double chosen = 0;
    for (Counter counter : metrics.find("tenk.database.reads").counters()) {
      all += counter.count();
      chosen += "chosen".equals(counter.getId().getTag("reason")) ? counter.count() : 0;
    }
    return all == 0 ? 0 : chosen / all;
  }

  @Override
  public void close() throws InterruptedException {
    replicas.close();
    reads.close();
  }

  private static final Positions NOBODY =
      new Positions() {
        private final CallerPosition position = new CallerPosition();

        @Override
        public CallerPosition current() {
          return position;
        }

        @Override
        public void wrote(WalPosition written) {}

        @Override
        public void wroteSomewhere() {}
      };

  /** Defaults but for the URLs. */
  private record Settings(List<String> list) implements ReplicaConfig {

    @Override
    public Optional<List<String>> urls() {
      return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    @Override
    public Optional<String> username() {
      return Optional.empty();
    }

    @Override
    public Optional<String> password() {
      return Optional.empty();
    }

    @Override
    public OptionalInt maxSize() {
      return OptionalInt.empty();
    }

    @Override
    public Duration acquisitionTimeout() {
      return Duration.ofMillis(500);
    }

    @Override
    public Duration socketTimeout() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Duration poll() {
      return Duration.ofMillis(50);
    }

    @Override
    public Duration maxLag() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Choice choice() {
      return Choice.LEAST_LAG;
    }
  }
}
