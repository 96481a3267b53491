package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.replica.Refusal;
import dev.tenk.platform.database.replica.Replica;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts where reads went and why: {@code tenk.database.reads}; times transactions from their first
 * connection to their end: {@code tenk.database.transactions}. Counting allocates nothing.
 */
final class RoutingMetrics {

  private static final String READS = "tenk.database.reads";
  private static final String PRIMARY = "primary";

  private final Map<Replica, Counter> replicas = new HashMap<>();
  private final Map<Refusal, Counter> primary = new EnumMap<>(Refusal.class);
  private final Map<String, Ends> reads = new HashMap<>();
  private final Ends writes;

  RoutingMetrics(List<Replica> replicas, MeterRegistry registry) {
    for (Replica replica : replicas) {
      this.replicas.put(replica, counter(registry, replica.name(), "chosen"));
      reads.put(replica.name(), new Ends(registry, replica.name(), "read"));
    }
    reads.put(PRIMARY, new Ends(registry, PRIMARY, "read"));
    writes = new Ends(registry, PRIMARY, "write");
    for (Refusal refusal : Refusal.values()) {
      primary.put(refusal, counter(registry, PRIMARY, refusal.label()));
    }
  }

  private static Counter counter(MeterRegistry registry, String server, String reason) {
    return Counter.builder(READS)
        .description("Read-only scopes by the server that they went to, and why")
        .tag("server", server)
        .tag("reason", reason)
        .register(registry);
  }

  /** The timers of one kind of transaction. */
  private record Ends(Timer committed, Timer failed) {

    Ends(MeterRegistry registry, String server, String kind) {
      this(timer(registry, server, kind, "committed"), timer(registry, server, kind, "failed"));
    }

    private static Timer timer(MeterRegistry registry, String server, String kind, String outcome) {
      return Timer.builder("tenk.database.transactions")
          .description("Transactions from their first connection to their end")
          .tags("server", server, "kind", kind, "outcome", outcome)
          .register(registry);
    }

    void ended(long nanos, boolean well) {
      (well ? committed : failed).record(nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** A read-only scope has ended, on a replica or, where it is null, on the primary. */
  void read(@Nullable Replica replica, long nanos, boolean well) {
    Ends ends = reads.get(replica == null ? PRIMARY : replica.name());
    if (ends != null) {
      ends.ended(nanos, well);
    }
  }

  /** A transaction that may have written has ended. */
  void wrote(long nanos, boolean well) {
    writes.ended(nanos, well);
  }

  void wentTo(Replica replica) {
    increment(replicas.get(replica));
  }

  void wentToPrimary(Refusal reason) {
    increment(primary.get(reason));
  }

  private static void increment(@Nullable Counter counter) {
    if (counter != null) {
      counter.increment();
    }
  }
}
