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
    gauge(registry, "agroal.active.count", "Connections in use", p -> p.getMetrics().activeCount());
    gauge(
        registry,
        "agroal.awaiting.count",
        "Threads that wait for a connection",
        p -> p.getMetrics().awaitingCount());
    gauge(
        registry,
        "agroal.blocking.time.max",
        "The longest wait for a connection",
        p -> p.getMetrics().blockingTimeMax().toMillis());
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<AgroalDataSource> value) {
    Gauge.builder(name, pool, value)
        .description(description)
        .tag("datasource", "reads")
        .register(registry);
  }

  @Override
  public void close() {
    pool.close();
  }
}
