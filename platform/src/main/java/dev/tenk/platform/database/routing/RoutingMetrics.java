package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.replica.Refusal;
import dev.tenk.platform.database.replica.Replica;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts where reads went and why: {@code tenk.database.reads}. Counting allocates nothing. */
final class RoutingMetrics {

  private static final String READS = "tenk.database.reads";

  private final Map<Replica, Counter> replicas = new HashMap<>();
  private final Map<Refusal, Counter> primary = new EnumMap<>(Refusal.class);

  RoutingMetrics(List<Replica> replicas, MeterRegistry registry) {
    for (Replica replica : replicas) {
      this.replicas.put(replica, counter(registry, replica.name(), "chosen"));
    }
    for (Refusal refusal : Refusal.values()) {
      primary.put(refusal, counter(registry, "primary", refusal.label()));
    }
  }

  private static Counter counter(MeterRegistry registry, String server, String reason) {
    return Counter.builder(READS)
        .description("Read-only scopes by the server that they went to, and why")
        .tag("server", server)
        .tag("reason", reason)
        .register(registry);
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
