package dev.tenk.platform.database.idempotency;

import dev.tenk.platform.id.ShardedId;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of {@code idempotency_key}, which belongs to the service's schema. Each statement is a
 * transaction of its own and names its bucket, so that one shard does it. Times come from this
 * process: Citus takes no {@code now()} in a conflict's update. Blocking.
 */
@Singleton
public class IdempotencyKeys {

  private static final String CLAIM =
      """
      INSERT INTO idempotency_key AS kept (bucket, account, key, claim, claimed_until, created_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (bucket, account, key) DO UPDATE SET claim = EXCLUDED.claim, claimed_until = EXCLUDED.claimed_until,
        created_at = EXCLUDED.created_at, fingerprint = NULL, status = NULL, location = NULL, body = NULL
      WHERE kept.status IS NULL AND kept.claimed_until < EXCLUDED.created_at OR kept.created_at < ?
      """;
  private static final String WHOSE = " WHERE bucket = ? AND account = ? AND key = ?";
  private static final String FIND =
      "SELECT fingerprint, status, location, body FROM idempotency_key"
          + WHOSE
          + " AND status IS NOT NULL";
  private static final String RENEW =
      "UPDATE idempotency_key SET claimed_until = ?" + WHOSE + " AND claim = ?";
  private static final String KEEP =
      "UPDATE idempotency_key SET fingerprint = ?, status = ?, location = ?, body = ?"
          + WHOSE
          + " AND claim = ?";
  private static final String FORGET = "DELETE FROM idempotency_key" + WHOSE + " AND claim = ?";
  private static final String EXPIRE =
      "DELETE FROM idempotency_key WHERE bucket BETWEEN ? AND ? AND created_at < ?";
  private static final int BUCKETS = 4096;
  private static final int BUCKETS_PER_BATCH = 64;

  private final AgroalDataSource dataSource;
  private final IdempotencyConfig config;
  private final InstantSource clock;

  IdempotencyKeys(AgroalDataSource dataSource, IdempotencyConfig config, InstantSource clock) {
    this.dataSource = dataSource;
    this.config = config;
    this.clock = clock;
  }

  /** Takes the key for a request, unless another has it. */
  boolean claim(KeyOwner owner, UUID claim) {
    return 0
        < run(
            CLAIM,
            insert -> {
              set(insert, 1, owner);
              insert.setObject(4, claim);
              insert.setObject(5, in(config.claim()));
              insert.setObject(6, in(Duration.ZERO));
              insert.setObject(7, in(config.keep().negated()));
              return insert.executeUpdate();
            });
  }

  /** The request still works. */
  void renew(KeyOwner owner, UUID claim) {
    run(
        RENEW,
        update -> {
          update.setObject(1, in(config.claim()));
          set(update, 2, owner);
          update.setObject(5, claim);
          return update.executeUpdate();
        });
  }

  /** The answer of the request that had the key, if it was answered. */
  Optional<KeptAnswer> find(KeyOwner owner) {
    return run(
        FIND,
        select -> {
          set(select, 1, owner);
          try (ResultSet row = select.executeQuery()) {
            return row.next()
                ? Optional.of(
                    new KeptAnswer(
                        row.getString(1), row.getInt(2), row.getString(3), row.getString(4)))
                : Optional.empty();
          }
        });
  }

  /** Keeps the answer of the request that holds the key. */
  void keep(KeyOwner owner, UUID claim, KeptAnswer answer) {
    run(
        KEEP,
        update -> {
          update.setString(1, answer.fingerprint());
          update.setInt(2, answer.status());
          update.setString(3, answer.location());
          update.setString(4, answer.body());
          set(update, 5, owner);
          update.setObject(8, claim);
          return update.executeUpdate();
        });
  }

  /** The request did nothing: its key is free again. */
  void forget(KeyOwner owner, UUID claim) {
    run(
        FORGET,
        delete -> {
          set(delete, 1, owner);
          delete.setObject(4, claim);
          return delete.executeUpdate();
        });
  }

  /** Deletes what is older than it is kept, in batches of a few buckets; answers how many. */
  public int deleteExpired() {
    int deleted = 0;
    OffsetDateTime before = in(config.keep().negated());
    for (int first = 0; first < BUCKETS; first += BUCKETS_PER_BATCH) {
      int from = first;
      deleted +=
          run(
              EXPIRE,
              delete -> {
                delete.setShort(1, (short) from);
                delete.setShort(2, (short) (from + BUCKETS_PER_BATCH - 1));
                delete.setObject(3, before);
                return delete.executeUpdate();
              });
    }
    return deleted;
  }

  private OffsetDateTime in(Duration time) {
    return clock.instant().plus(time).atOffset(ZoneOffset.UTC);
  }

  private static void set(PreparedStatement statement, int first, KeyOwner owner)
      throws SQLException {
    ShardedId account = owner.account();
    statement.setShort(first, account.bucket());
    statement.setObject(first + 1, account.value());
    statement.setString(first + 2, owner.key());
  }

  private <T> T run(String sql, Work<T> work) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.on(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("the keys of requests cannot be reached", e);
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }
}
