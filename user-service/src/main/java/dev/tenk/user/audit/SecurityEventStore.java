package dev.tenk.user.audit;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.page.Cursor;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of security events. Blocking; joins the caller's transaction. */
@Singleton
class SecurityEventStore {

  private static final UUID NEWEST = UUID.fromString("ffffffff-ffff-7fff-bfff-ffffffffffff");
  private static final String INSERT =
      "insert into security_event (bucket, account, id, at, kind, address, device)"
          + " values (?, ?, ?, ?, ?, ?, ?)";

  /** Not for an account that was deleted meanwhile: nothing of it would ever be deleted again. */
  private static final String INSERT_LATE =
      """
      insert into security_event (bucket, account, id, at, kind, address, device)
      select bucket, id, ?, ?, ?, ?, ? from account where bucket = ? and id = ? for key share
      """;

  private static final String LIST =
      "select id, at, kind, address, device from security_event"
          + " where bucket = ? and account = ? and id < ? order by id desc limit ?";
  private static final String DELETE =
      "delete from security_event where bucket = ? and account = ?";

  private final AgroalDataSource dataSource;

  SecurityEventStore(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  void insert(ShardedId account, SecurityEvent event) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setShort(1, account.bucket());
      insert.setObject(2, account.value());
      insert.setObject(3, event.id().value());
      insert.setObject(4, event.at().atOffset(ZoneOffset.UTC));
      insert.setString(5, event.kind().name());
      insert.setString(6, event.address());
      insert.setString(7, event.device());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a security event cannot be written", e);
    }
  }

  /** The same where the account is there still; waits for a deletion that is being made. */
  void insertLate(ShardedId account, SecurityEvent event) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT_LATE)) {
      insert.setObject(1, event.id().value());
      insert.setObject(2, event.at().atOffset(ZoneOffset.UTC));
      insert.setString(3, event.kind().name());
      insert.setString(4, event.address());
      insert.setString(5, event.device());
      insert.setShort(6, account.bucket());
      insert.setObject(7, account.value());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a security event cannot be written", e);
    }
  }

  /** Newest first, from after the cursor on. */
  List<SecurityEvent> list(ShardedId account, @Nullable Cursor cursor, int limit) {
    List<SecurityEvent> events = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement list = connection.prepareStatement(LIST)) {
      list.setShort(1, account.bucket());
      list.setObject(2, account.value());
      list.setObject(3, cursor == null ? NEWEST : cursor.after().value());
      list.setInt(4, limit);
      try (ResultSet row = list.executeQuery()) {
        while (row.next()) {
          events.add(
              new SecurityEvent(
                  new ShardedId(row.getObject(1, UUID.class)),
                  SecurityEventKind.valueOf(row.getString(3)),
                  row.getObject(2, OffsetDateTime.class).toInstant(),
                  row.getString(4),
                  row.getString(5)));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("security events cannot be read", e);
    }
    return events;
  }

  void deleteOf(ShardedId account) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(DELETE)) {
      delete.setShort(1, account.bucket());
      delete.setObject(2, account.value());
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("security events cannot be deleted", e);
    }
  }
}
