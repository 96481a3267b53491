package dev.tenk.user.revocation;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.revocation.Revocation;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Ends of sessions in PostgreSQL. Joins the current transaction; blocks. */
@Singleton
class RevocationRecords {

  /** Conflicts with a sign-in that is being recorded, see SessionRecords. */
  private static final String LOCK =
      "select 1 from account where bucket = ? and id = ? for no key update";

  private static final String DELETE_SESSION =
      "delete from session where bucket = ? and account = ? and id = ?";
  private static final String DELETE_SESSIONS =
      "delete from session where bucket = ? and account = ? and id is distinct from ? returning id";
  private static final String INSERT_OF_SESSION =
      """
      insert into revoked_session (bucket, session, revoked_at) values (?, ?, ?)
      on conflict do nothing
      """;
  private static final String INSERT_OF_ACCOUNT =
      """
      insert into sessions_valid_from as old (bucket, account, valid_from, kept_session, revoked_at)
      values (?, ?, ?, ?, ?)
      on conflict (bucket, account) do update
      set valid_from = greatest(old.valid_from, excluded.valid_from),
          kept_session = excluded.kept_session, revoked_at = excluded.revoked_at
      """;
  private static final String OF_SESSIONS_SINCE =
      "select session, revoked_at from revoked_session where revoked_at >= ?";
  private static final String OF_ACCOUNTS_SINCE =
      """
      select account, valid_from, kept_session, revoked_at
      from sessions_valid_from where revoked_at >= ?
      """;

  private final DataSource database;

  RevocationRecords(DataSource database) {
    this.database = database;
  }

  boolean deleteSession(ShardedId account, ShardedId session) {
    try (Connection connection = database.getConnection();
        PreparedStatement delete = connection.prepareStatement(DELETE_SESSION)) {
      setKey(delete, account);
      delete.setObject(3, session.value());
      return delete.executeUpdate() == 1;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  List<ShardedId> deleteSessions(ShardedId account, Optional<ShardedId> kept) {
    try (Connection connection = database.getConnection();
        PreparedStatement lock = connection.prepareStatement(LOCK);
        PreparedStatement delete = connection.prepareStatement(DELETE_SESSIONS)) {
      setKey(lock, account);
      lock.execute();
      setKey(delete, account);
      delete.setObject(3, kept.map(ShardedId::value).orElse(null), Types.OTHER);
      List<ShardedId> deleted = new ArrayList<>();
      try (ResultSet row = delete.executeQuery()) {
        while (row.next()) {
          deleted.add(new ShardedId(row.getObject(1, UUID.class)));
        }
      }
      return deleted;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  void insert(Revocation revocation) {
    try (Connection connection = database.getConnection()) {
      switch (revocation) {
        case Revocation.OfSession(ShardedId session, Instant at) -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT_OF_SESSION)) {
            setKey(insert, session);
            insert.setObject(3, time(at));
            insert.executeUpdate();
          }
        }
        case Revocation.OfAccount ofAccount -> {
          try (PreparedStatement insert = connection.prepareStatement(INSERT_OF_ACCOUNT)) {
            ShardedId kept = ofAccount.kept();
            setKey(insert, ofAccount.account());
            insert.setObject(3, time(ofAccount.validFrom()));
            insert.setObject(4, kept == null ? null : kept.value(), Types.OTHER);
            insert.setObject(5, time(ofAccount.at()));
            insert.executeUpdate();
          }
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** All that were decided at this instant or later. Looks into every partition. */
  List<Revocation> since(Instant oldest) {
    List<Revocation> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement ofSessions = connection.prepareStatement(OF_SESSIONS_SINCE);
        PreparedStatement ofAccounts = connection.prepareStatement(OF_ACCOUNTS_SINCE)) {
      ofSessions.setObject(1, time(oldest));
      try (ResultSet row = ofSessions.executeQuery()) {
        while (row.next()) {
          found.add(new Revocation.OfSession(id(row, 1), instant(row, 2)));
        }
      }
      ofAccounts.setObject(1, time(oldest));
      try (ResultSet row = ofAccounts.executeQuery()) {
        while (row.next()) {
          UUID kept = row.getObject(3, UUID.class);
          found.add(
              new Revocation.OfAccount(
                  id(row, 1),
                  instant(row, 2),
                  kept == null ? null : new ShardedId(kept),
                  instant(row, 4)));
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    }
    return found;
  }

  /** Deletes what no living token needs, of a range of buckets. */
  void deleteBefore(Instant oldest, int firstBucket, int lastBucket) {
    for (String table : List.of("revoked_session", "sessions_valid_from")) {
      try (Connection connection = database.getConnection();
          PreparedStatement delete =
              connection.prepareStatement(
                  "delete from " + table + " where bucket between ? and ? and revoked_at < ?")) {
        delete.setInt(1, firstBucket);
        delete.setInt(2, lastBucket);
        delete.setObject(3, time(oldest));
        delete.executeUpdate();
      } catch (SQLException e) {
        throw failed(e);
      }
    }
  }

  private static void setKey(PreparedStatement statement, ShardedId id) throws SQLException {
    statement.setShort(1, id.bucket());
    statement.setObject(2, id.value());
  }

  private static ShardedId id(ResultSet row, int column) throws SQLException {
    return new ShardedId(row.getObject(column, UUID.class));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("revocations are not reachable", e);
  }
}
