package dev.tenk.platform.database.replica;

import dev.tenk.platform.database.wal.WalPosition;
import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All replicas of the primary, watched from {@link #start()} on. Choosing reads memory alone, takes
 * well under a microsecond and allocates nothing.
 */
public final class Replicas implements AutoCloseable {

  private final PrimaryPositions primary;
  private final List<Replica> replicas = new ArrayList<>();
  private final List<ReplicaMonitor> monitors = new ArrayList<>();
  private final List<AgroalDataSource> probes = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final boolean leastLag;
  private final long equallyNearNanos;
  private volatile boolean started;

  /** The configured replicas of a primary; nothing is connected yet. */
  public Replicas(AgroalDataSource primary, ReplicaConfig config) {
    var pools = new ReplicaPools(primary.getConfiguration(), config);
    this.primary = new PrimaryPositions(probe(pools.primaryProbe()), config);
    this.leastLag = config.choice() == ReplicaConfig.Choice.LEAST_LAG;
    this.equallyNearNanos = 2 * config.poll().toNanos() + 1;
    for (String url : config.urls().orElse(List.of())) {
      var instance = new ReplicaInstance();
      var replica =
          new Replica(ReplicaNames.of(url), pools.reads(url, instance), instance, config.poll());
      replicas.add(replica);
      monitors.add(
          new ReplicaMonitor(replica, probe(pools.replicaProbe(url)), this.primary, config));
    }
  }

  private AgroalDataSource probe(AgroalDataSource made) {
    probes.add(made);
    return made;
  }

  /** Begins to watch; nothing is read from replicas before they have answered. */
  public void start() {
    started = true;
    primary.start();
    monitors.forEach(ReplicaMonitor::start);
  }

  /** Where the primary is. */
  public PrimaryPositions primary() {
    return primary;
  }

  /** The replicas, in the order of the configuration. */
  public List<Replica> all() {
    return List.copyOf(replicas);
  }

  /** How many of them may be read now, by those who wrote nothing. */
  public int usable() {
    return (int) replicas.stream().filter(Replica::isUsable).count();
  }

  /**
   * The replica that a read goes to, entered already, or why there is none.
   *
   * @param atLeast what the read must see, or null
   */
  public Chosen choose(@Nullable WalPosition atLeast) {
    long now = System.nanoTime();
    int count = replicas.size();
    int first = Math.floorMod(turn.getAndIncrement(), count);
    Replica best = null;
    long bestRank = Long.MAX_VALUE;
    Refusal reason = Refusal.NO_REPLICA;
    for (int i = 0; i < count; i++) {
      Replica replica = replicas.get((first + i) % count);
      Refusal refusal = replica.refusal(atLeast, now);
      if (refusal != null) {
        reason = nearer(reason, refusal);
      } else if (best == null || rank(replica) < bestRank) {
        if (!replica.enter()) {
          reason = nearer(reason, Refusal.POOL_FULL);
          continue;
        }
        if (best != null) {
          best.leave();
        }
        best = replica;
        bestRank = rank(replica);
      }
    }
    return best == null ? reason : best;
  }

  private long rank(Replica replica) {
    return leastLag ? replica.lagNanos() / equallyNearNanos : 0;
  }

  private static Refusal nearer(Refusal one, Refusal other) {
    return other.compareTo(one) > 0 ? other : one;
  }

  /** Ends the connections. */
  @Override
  public void close() throws InterruptedException {
    if (started) {
      for (ReplicaMonitor monitor : monitors) {
        monitor.close();
      }
      primary.close();
    }
    replicas.forEach(Replica::close);
    probes.forEach(AgroalDataSource::close);
  }
}
