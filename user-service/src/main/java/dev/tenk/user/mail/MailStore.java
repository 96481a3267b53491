package dev.tenk.user.mail;

import dev.tenk.platform.id.ShardedId;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of queued mails; times are the database's. Blocking. */
@Singleton
class MailStore {

  private static final String INSERT =
      "insert into mail (bucket, id, kind, account, address, created_at, due_at)"
          + " values (?, ?, ?, ?, ?, now(), now())";

  /**
   * Of all buckets: what is due is taken by time, whoever it is about. What another version queued
   * of a kind that this one does not know is left to that version.
   */
  private static final String TAKE =
      "update mail m set tries = m.tries + 1, due_at = now() + ? * interval '1 millisecond'"
          + " from (select bucket, id from mail where due_at <= now() and kind = any(?)"
          + " order by due_at limit ?"
          + " for update skip locked) due"
          + " where m.bucket = due.bucket and m.id = due.id"
          + " returning m.id, m.kind, m.account, m.address, m.created_at, m.tries";

  private static final String DELETE = "delete from mail where bucket = ? and id = ?";
  private static final String DELETE_OF = "delete from mail where bucket = ? and account = ?";
  private static final String LATER =
      "update mail set due_at = now() + ? * interval '1 millisecond' where bucket = ? and id = ?";

  private static final Object[] KINDS = Stream.of(MailKind.values()).map(MailKind::name).toArray();

  private final AgroalDataSource dataSource;

  MailStore(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  void insert(ShardedId id, MailKind kind, @Nullable ShardedId account, String address) {
    change(
        INSERT,
        id.bucket(),
        id.value(),
        kind.name(),
        account == null ? null : account.value(),
        address);
  }

  /** Takes what is due for as long as the lease; in auto-commit, so that no other takes it too. */
  List<QueuedMail> take(int limit, Duration lease) {
    List<QueuedMail> taken = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement take = connection.prepareStatement(TAKE)) {
      take.setLong(1, lease.toMillis());
      take.setArray(2, connection.createArrayOf("text", KINDS));
      take.setInt(3, limit);
      try (ResultSet row = take.executeQuery()) {
        while (row.next()) {
          taken.add(
              new QueuedMail(
                  new ShardedId(row.getObject(1, UUID.class)),
                  MailKind.valueOf(row.getString(2)),
                  Optional.ofNullable(row.getObject(3, UUID.class))
                      .map(ShardedId::new)
                      .orElse(null),
                  row.getString(4),
                  row.getObject(5, OffsetDateTime.class).toInstant(),
                  row.getInt(6)));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("mails cannot be read", e);
    }
    return taken;
  }

  void delete(ShardedId id) {
    change(DELETE, id.bucket(), id.value());
  }

  void deleteOf(ShardedId account) {
    change(DELETE_OF, account.bucket(), account.value());
  }

  void tryLater(ShardedId id, Duration pause) {
    change(LATER, pause.toMillis(), id.bucket(), id.value());
  }

  private void change(String statement, @Nullable Object... values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement change = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        change.setObject(i + 1, values[i]);
      }
      change.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("mails cannot be written", e);
    }
  }
}
