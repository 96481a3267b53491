package dev.tenk.platform.database.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.database.replica.ReplicaConfig.Choice;
import dev.tenk.platform.database.wal.WalPosition;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.pool.DataSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which replica a read goes to, by what is known of each; none is connected to. */
class ReplicasTest {

  private static final long MILLI = 1_000_000;

  @Test
  void theOneNearestToThePrimaryIsReadWhereLagCounts() throws Exception {
    try (Replicas replicas = replicas(Choice.LEAST_LAG)) {
      observed(replicas, 0, 900 * MILLI);
      observed(replicas, 1, 0);

      assertThat(chosen(replicas, 4)).containsExactly(1, 1, 1, 1);
    }
  }

  @Test
  void replicasThatAreEquallyNearAreReadInTurn() throws Exception {
    try (Replicas replicas = replicas(Choice.LEAST_LAG)) {
      observed(replicas, 0, 30 * MILLI); // less than two polls: what is measured is no better
      observed(replicas, 1, 0);

      assertThat(chosen(replicas, 4)).containsExactly(0, 1, 0, 1);
    }
  }

  @Test
  void allAreReadInTurnWhereLagDoesNotCount() throws Exception {
    try (Replicas replicas = replicas(Choice.ROUND_ROBIN)) {
      observed(replicas, 0, 900 * MILLI);
      observed(replicas, 1, 0);

      assertThat(chosen(replicas, 4)).containsExactly(0, 1, 0, 1);
    }
  }

  @Test
  void aFullOneIsPassedOverAndTheLastReasonIsTold() throws Exception {
    try (Replicas replicas = replicas(Choice.ROUND_ROBIN)) {
      observed(replicas, 0, 0);
      observed(replicas, 1, 0);
      Replica first = replicas.all().getFirst();
      assertThat(first.enter()).isTrue();
      assertThat(first.enter()).isTrue();

      assertThat(chosen(replicas, 3)).containsExactly(1, 1, 1);

      assertThat(replicas.all().getLast().enter()).isTrue();
      assertThat(replicas.all().getLast().enter()).isTrue();
      assertThat(replicas.choose(null)).isEqualTo(Refusal.POOL_FULL);
      assertThat(first.busy()).isEqualTo(2);
    }
  }

  @Test
  void whatACallerMustSeeIsReadWhereItWasReplayed() throws Exception {
    try (Replicas replicas = replicas(Choice.LEAST_LAG)) {
      observed(replicas, 0, 0);
      observed(replicas, 1, 900 * MILLI, new WalPosition(1, 1, 200), null);

      assertThat(replicas.choose(new WalPosition(1, 1, 150))).isSameAs(replicas.all().getLast());
      assertThat(replicas.choose(new WalPosition(1, 1, 250))).isEqualTo(Refusal.BEHIND);
      assertThat(replicas.choose(new WalPosition(1, 2, 50))).isEqualTo(Refusal.BEHIND);
    }
  }

  @Test
  void oneThatMayNotBeReadOrWasNeverSeenIsNotRead() throws Exception {
    try (Replicas replicas = replicas(Choice.ROUND_ROBIN)) {
      assertThat(replicas.choose(null)).isEqualTo(Refusal.DOWN);

      observed(replicas, 0, 0, new WalPosition(1, 1, 100), Refusal.PROMOTED);

      assertThat(replicas.choose(null)).isEqualTo(Refusal.PROMOTED);
      assertThat(replicas.usable()).isZero();
    }
  }

  private static List<Integer> chosen(Replicas replicas, int times) {
    return IntStream.range(0, times)
        .map(
            _ -> {
              Replica chosen = (Replica) replicas.choose(null);
              chosen.leave();
              return replicas.all().indexOf(chosen);
            })
        .boxed()
        .toList();
  }

  private static void observed(Replicas replicas, int index, long lagNanos) {
    observed(replicas, index, lagNanos, new WalPosition(1, 1, 100), null);
  }

  private static void observed(
      Replicas replicas,
      int index,
      long lagNanos,
      WalPosition replayed,
      @Nullable Refusal refusal) {
    replicas
        .all()
        .get(index)
        .observed(
            new Reading("process " + index, true, replayed),
            new ReplicaState(System.nanoTime(), replayed, lagNanos, refusal));
  }

  private static Replicas replicas(Choice choice) {
    var primary = new AgroalDataSourceConfigurationSupplier();
    primary
        .connectionPoolConfiguration()
        .maxSize(2)
        .connectionFactoryConfiguration()
        .jdbcUrl("jdbc:postgresql://127.0.0.1:1/primary");
    return new Replicas(
        new DataSource(primary.get()),
        new TestReplicaConfig(
            List.of("jdbc:postgresql://127.0.0.1:2/one", "jdbc:postgresql://127.0.0.1:3/other"),
            choice));
  }
}
