package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Sessions in PostgreSQL: a session without a row here has ended. Always the primary; blocks. */
@Singleton
class SessionRecords {

  /** Waits for a change that ends the account's sessions, and such a change for us. */
  private static final String LOCK =
      """
      select roles, password_hash = ? and locked_at is null and deletion_due_at is null
      from account where bucket = ? and id = ? for share
      """;

  /** A statement of its own, which sees what was committed while the lock was waited for. */
  private static final String VALID_FROM =
      "select valid_from from sessions_valid_from where bucket = ? and account = ?";

  private static final String INSERT =
      """
      insert into session
      (bucket, account, id, device, address, last_seen_at, ends_at, number, rotated_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String SELECT =
      """
      select account, id, device, address, last_seen_at, ends_at, number, rotated_at from session
      where bucket = ? and account = ?
      """;
  private static final String SEEN =
      """
      update session set address = ?, last_seen_at = ?, number = ?, rotated_at = ?
      where bucket = ? and account = ? and id = ? and number <= ?
      """;
  private static final String DELETE_EXPIRED =
      """
      delete from session
      where bucket between ? and ? and (ends_at < ? or last_seen_at < ?)
      """;
  private static final String COUNT = "select count(*) from session where bucket between ? and ?";

  private final DataSource database;

  SessionRecords(DataSource database) {
    this.database = database;
  }

  /** Stores a session whose password was compared with this hash, if all is as it was then. */
  @Transactional
  Insertion insert(SessionRecord session, String passwordHash) {
    try (Connection connection = database.getConnection()) {
      Insertion lock = lock(connection, session.account(), passwordHash);
      if (lock instanceof Insertion.Stored) {
        if (session.createdAt().isBefore(validFrom(connection, session.account()))) {
          return new Insertion.Overtaken();
        }
        insert(connection, session);
      }
      return lock;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static Insertion lock(Connection connection, ShardedId account, String passwordHash)
      throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, passwordHash);
      setKey(lock, 2, account);
      try (ResultSet row = lock.executeQuery()) {
        if (!row.next()) {
          return new Insertion.NoAccount();
        }
        return row.getBoolean(2)
            ? new Insertion.Stored(Set.of((String[]) row.getArray(1).getArray()))
            : new Insertion.Overtaken();
      }
    }
  }

  private static Instant validFrom(Connection connection, ShardedId account) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(VALID_FROM)) {
      setKey(select, 1, account);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? instant(row, 1) : Instant.EPOCH;
      }
    }
  }

  private static void insert(Connection connection, SessionRecord session) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      setKey(insert, 1, session.account());
      insert.setObject(3, session.id().value());
      insert.setString(4, session.device());
      insert.setString(5, session.address());
      insert.setObject(6, time(session.lastSeenAt()));
      insert.setObject(7, time(session.endsAt()));
      insert.setInt(8, session.live().number());
      insert.setObject(9, time(session.live().issuedAt()));
      insert.executeUpdate();
    }
  }

  Optional<SessionRecord> find(ShardedId account, ShardedId session) {
    return select(account, SELECT + " and id = ?", Optional.of(session)).stream().findFirst();
  }

  /** The sessions of an account, the one that was seen latest first. */
  List<SessionRecord> list(ShardedId account) {
    return select(account, SELECT + " order by last_seen_at desc, id", Optional.empty());
  }

  /** Writes down where and when a session was seen, and its live token. */
  @Transactional
  void seen(RefreshToken live, String address, Instant now) {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(SEEN)) {
      update.setString(1, address);
      update.setObject(2, time(now));
      update.setInt(3, live.number());
      update.setObject(4, time(live.issuedAt()));
      setKey(update, 5, live.account());
      update.setObject(7, live.session().value());
      update.setInt(8, live.number());
      update.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Deletes what has ended by itself, of a range of buckets. */
  @Transactional
  int deleteExpired(int firstBucket, int lastBucket, Instant now, Duration idleLifetime) {
    try (Connection connection = database.getConnection();
        PreparedStatement delete = connection.prepareStatement(DELETE_EXPIRED)) {
      delete.setInt(1, firstBucket);
      delete.setInt(2, lastBucket);
      delete.setObject(3, time(now));
      delete.setObject(4, time(now.minus(idleLifetime)));
      return delete.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** How many there are, of a range of buckets. */
  long count(int firstBucket, int lastBucket) {
    try (Connection connection = database.getConnection();
        PreparedStatement count = connection.prepareStatement(COUNT)) {
      count.setInt(1, firstBucket);
      count.setInt(2, lastBucket);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private List<SessionRecord> select(ShardedId account, String sql, Optional<ShardedId> session) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      setKey(select, 1, account);
      if (session.isPresent()) {
        select.setObject(3, session.get().value());
      }
      List<SessionRecord> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(read(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static SessionRecord read(ResultSet row) throws SQLException {
    return new SessionRecord(
        row.getString(3),
        row.getString(4),
        instant(row, 5),
        instant(row, 6),
        new RefreshToken(
            new ShardedId(row.getObject(1, UUID.class)),
            new ShardedId(row.getObject(2, UUID.class)),
            row.getInt(7),
            instant(row, 8)));
  }

  private static void setKey(PreparedStatement statement, int first, ShardedId account)
      throws SQLException {
    statement.setShort(first, account.bucket());
    statement.setObject(first + 1, account.value());
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("session records are not reachable", e);
  }
}
