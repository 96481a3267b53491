package dev.tenk.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.test.Cluster;
import dev.tenk.embedded.test.ClusterResource;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A primary and two replicas, all three in order before each test and without leaks after it. */
@QuarkusTestResource(ClusterResource.class)
abstract class DatabaseTest {

  @Inject Notes notes;
  @Inject AgroalDataSource dataSource;
  @Inject MeterRegistry metrics;

  @BeforeEach
  void replicasAreRead() {
    replay(true);
    catchUp();
    soon().ignoreExceptions().until(() -> replicasPorts().contains(elsewhere(notes::server)));
    // both, whichever was just probed again
    soon().until(() -> usable() == 2);
  }

  /**
   * One that is paused while it is still behind soon counts as lagging, and is not read. Commits do
   * not wait for the log here, so it is written out first.
   */
  private static void catchUp() {
    String written =
        Cluster.PRIMARY.sql("SELECT pg_logical_emit_message(false, 'tests', '', true)");
    for (Cluster replica : new Cluster[] {Cluster.REPLICA, Cluster.OTHER_REPLICA}) {
      soon()
          .ignoreExceptions()
          .until(
              () ->
                  replica
                      .sql(
                          "SELECT CASE WHEN pg_last_wal_replay_lsn() >= '%s' THEN 'yes' ELSE 'no' END"
                              .formatted(written))
                      .equals("yes"));
    }
  }

  @AfterEach
  void noConnectionLeaks() {
    replay(true);
    soon()
        .untilAsserted(
            () -> {
              assertThat(dataSource.getMetrics().activeCount()).isZero();
              assertThat(sum("tenk.database.replica.reads")).isZero();
              assertThat(dataSource.getMetrics().leakDetectionCount()).isZero();
            });
  }

  static ConditionFactory soon() {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .pollDelay(Duration.ZERO);
  }

  static List<Integer> replicasPorts() {
    return List.of(Cluster.REPLICA.port(), Cluster.OTHER_REPLICA.port());
  }

  /** On both replicas: whether what the primary logs is shown; if not, from where it is now. */
  static void replay(boolean go) {
    if (!go) {
      catchUp();
    }
    for (Cluster replica : new Cluster[] {Cluster.REPLICA, Cluster.OTHER_REPLICA}) {
      replica.sql(go ? "SELECT pg_wal_replay_resume()" : "SELECT pg_wal_replay_pause()");
      if (!go) {
        soon().until(() -> replica.sql("SELECT pg_get_wal_replay_pause_state()").equals("paused"));
      }
    }
  }

  /** As another caller: on a virtual thread that wrote nothing, without a request. */
  static <T> T elsewhere(Callable<T> call) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<T> answer = threads.submit(call);
      return answer.get();
    } catch (Exception e) {
      throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
    }
  }

  /** How many reads went to the primary for this reason. */
  double toPrimary(String reason) {
    Counter counter =
        metrics.find("tenk.database.reads").tags("server", "primary", "reason", reason).counter();
    return counter == null ? 0 : counter.count();
  }

  private double usable() {
    return sum("tenk.database.replica.usable");
  }

  private double sum(String gauge) {
    return Stream.ofNullable(metrics.find(gauge).gauges())
        .flatMap(Collection::stream)
        .mapToDouble(Gauge::value)
        .filter(value -> !Double.isNaN(value)) // of replicas of another test
        .sum();
  }
}
