package dev.tenk.platform.database.replica;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.ToDoubleFunction;

/**
 * Connections to the primary for reads alone, on which each statement is a transaction. A read that
 * finds all of them busy waits as a write does for one of the others. Thread-safe.
 */
public final class PrimaryReads implements AutoCloseable {

  private final AgroalDataSource pool;

  /**
   * Connects when it is first read.
   *
   * @param primary the pool whose driver, role, properties and checks they share
   * @param maxSize the most connections
   */
  public PrimaryReads(AgroalDataSource primary, ReplicaConfig config, int maxSize) {
    this.pool = new ReplicaPools(primary.getConfiguration(), config).primaryReads(maxSize);
  }

  /** A connection. Blocks while there is none. */
  public Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /** Registers what Quarkus registers of its own pools. */
  public void bind(MeterRegistry registry) {
    gauge("agroal.active.count", "Connections in use", p -> p.getMetrics().activeCount())
        .register(registry);
    gauge("agroal.awaiting.count", "Threads that wait", p -> p.getMetrics().awaitingCount())
        .register(registry);
    gauge(
            "agroal.blocking.time.max",
            "The longest wait for a connection",
            p -> p.getMetrics().blockingTimeMax().toMillis())
        .baseUnit("milliseconds")
        .register(registry);
  }

  private Gauge.Builder<AgroalDataSource> gauge(
      String name, String description, ToDoubleFunction<AgroalDataSource> value) {
    return Gauge.builder(name, pool, value).description(description).tag("datasource", "reads");
  }

  @Override
  public void close() {
    pool.close();
  }
}
