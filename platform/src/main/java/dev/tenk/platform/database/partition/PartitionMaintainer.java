package dev.tenk.platform.database.partition;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Keeps the partitions of all tables that are partitioned by time: some ahead, none that is over.
 *
 * <p>Which tables, and for how long, stands in the database ({@code time_partitioned_table}, by
 * migrations); the change itself is made there by a function of the schema's owner, since the
 * service's role may change no table. Every pod asks, one at a time is heard. A failure is a metric
 * and a log line: there are partitions ahead until the next try.
 *
 * <p>Metrics: {@code tenk.partitions.ahead} is in seconds the time until the first table has no
 * partition left, after the last maintenance; {@code tenk.partitions.failures} counts failed ones.
 */
@Singleton
public final class PartitionMaintainer {

  private static final Logger LOG = Logger.getLogger(PartitionMaintainer.class);
  private static final String MAINTAIN = "SELECT made, dropped FROM maintain_time_partitions()";
  private static final String AHEAD =
      """
      SELECT coalesce(min(ends), 0) FROM (
        SELECT extract(epoch FROM
            max(to_timestamp(substring(child.relname FROM '_p(\\d{10})$') || '+00', 'YYYYMMDDHH24TZH'))
            + ('1 ' || step)::interval - now())::bigint AS ends
        FROM time_partitioned_table JOIN pg_inherits ON inhparent = to_regclass(quote_ident(name))
          JOIN pg_class child ON child.oid = inhrelid
        GROUP BY name, step) AS tables
      """;

  private final AgroalDataSource dataSource;
  private final MeterRegistry metrics;
  private final AtomicLong secondsAhead;

  PartitionMaintainer(AgroalDataSource dataSource, MeterRegistry metrics) {
    this.dataSource = dataSource;
    this.metrics = metrics;
    this.secondsAhead = metrics.gauge("tenk.partitions.ahead", new AtomicLong());
  }

  /**
   * What was done.
   *
   * @param made partitions made
   * @param dropped partitions dropped
   */
  public record Maintenance(int made, int dropped) {}

  @Scheduled(
      identity = "partitions",
      every = "${tenk.partitions.every:1h}",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void onSchedule() {
    try {
      Maintenance done = maintain();
      if (done.made + done.dropped > 0) {
        LOG.infof("partitions: %d made, %d dropped", done.made, done.dropped);
      }
    } catch (SQLException e) {
      metrics.counter("tenk.partitions.failures").increment();
      LOG.warnf("partitions: not maintained now: %s", e.getMessage());
    }
  }

  /** Makes what is due and drops what is over. Blocking, in a transaction of its own. */
  public Maintenance maintain() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      Maintenance done;
      try (ResultSet row = statement.executeQuery(MAINTAIN)) {
        row.next();
        done = new Maintenance(row.getInt(1), row.getInt(2));
      }
      try (ResultSet row = statement.executeQuery(AHEAD)) {
        row.next();
        secondsAhead.set(row.getLong(1));
      }
      return done;
    }
  }
}
