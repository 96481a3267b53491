package dev.tenk.platform.database.partition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.database.migration.MigratedDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchedExpiryTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static MigratedDatabase database;

  @BeforeAll
  static void migrate() {
    database = new MigratedDatabase("batched_expiry");
    database.migrate("classpath:db/platform");
  }

  @BeforeEach
  void createTable() throws SQLException {
    database.execute(
        """
        CREATE TABLE idempotency_key (bucket smallint, account uuid, key text, expires_at timestamptz NOT NULL,
          PRIMARY KEY (bucket, account, key)) PARTITION BY HASH (bucket);
        CREATE INDEX ON idempotency_key (expires_at);
        CALL add_hash_partitions('idempotency_key');
        INSERT INTO idempotency_key
        SELECT n, gen_random_uuid(), 'key ' || n, timestamptz '2026-01-01 12:00Z' + (n - 25) * interval '1 second'
        FROM generate_series(0, 99) AS n
        """);
  }

  @AfterEach
  void dropTable() throws SQLException {
    database.execute("DROP TABLE idempotency_key");
  }

  @Test
  void deletesWhatIsOverAndNothingElse() throws SQLException {
    // when
    int deleted = expiry(10).deleteBefore(NOON, 100);

    // then
    assertThat(deleted).isEqualTo(25);
    assertThat(database.list("SELECT min(bucket) FROM idempotency_key")).containsExactly("25");
    assertThat(database.list("SELECT count(*) FROM idempotency_key")).containsExactly("75");
  }

  @Test
  void stopsAfterSoManyBatches() throws SQLException {
    // when, then
    assertThat(expiry(10).deleteBefore(NOON, 2)).isEqualTo(20);
    assertThat(database.list("SELECT min(bucket) FROM idempotency_key")).containsExactly("20");
  }

  @Test
  void hasNothingToDoWhereNothingIsOver() throws SQLException {
    assertThat(expiry(10).deleteBefore(NOON.minusSeconds(60), 5)).isZero();
  }

  private static BatchedExpiry expiry(int batch) {
    return new BatchedExpiry(
        database.service(),
        "idempotency_key",
        List.of("bucket", "account", "key"),
        "expires_at",
        batch);
  }
}
