package dev.tenk.media.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What tests see and change in the service's database behind its back. */
public final class ServiceRows {

  private ServiceRows() {}

  /** How many rows the owner has, of any status. */
  public static int rowsOf(ShardedId account) throws SQLException {
    return count("SELECT count(*) FROM medium WHERE owner = ?", account);
  }

  /** How many keys of requests the account has. */
  public static int keysOf(ShardedId account) throws SQLException {
    return count("SELECT count(*) FROM idempotency_key WHERE account = ?", account);
  }

  /** What a column of a medium has, as text. */
  public static @Nullable String columnOf(ShardedId medium, String column) throws SQLException {
    try (var connection = connect();
        var select =
            connection.prepareStatement(
                "SELECT " + column + "::text FROM medium WHERE bucket = ? AND id = ?")) {
      select.setShort(1, medium.bucket());
      select.setObject(2, medium.value());
      var row = select.executeQuery();
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  /** Has the bytes of former cuts of an account's media be collected now; answers how many cuts. */
  public static int endTimeOfFormerCuts(ShardedId account) throws SQLException {
    try (var connection = connect();
        var update =
            connection.prepareStatement(
                "UPDATE outbox SET created_at = now() WHERE bucket = ? AND queue = 'former-cuts'"
                    + " AND created_at > now()")) {
      update.setShort(1, account.bucket());
      return update.executeUpdate();
    }
  }

  /** Has the account hold so many media, of no bytes, that are not there. */
  public static void pretendToHold(ShardedId account, int media) throws SQLException {
    try (var connection = connect();
        var insert = connection.prepareStatement("INSERT INTO account_usage VALUES (?, ?, 0, ?)")) {
      insert.setShort(1, account.bucket());
      insert.setObject(2, account.value());
      insert.setInt(3, media);
      insert.executeUpdate();
    }
  }

  /** Keeps the row of what the account holds from all others, until the connection is closed. */
  public static Connection keepUsageOf(ShardedId account) throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    try (var lock =
        connection.prepareStatement(
            "SELECT FROM account_usage WHERE bucket = ? AND account = ? FOR UPDATE")) {
      lock.setShort(1, account.bucket());
      lock.setObject(2, account.value());
      assertThat(lock.executeQuery().next()).isTrue();
    }
    return connection;
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(
        MediaEngines.setting("quarkus.datasource.jdbc.url"),
        MediaEngines.setting("quarkus.datasource.username"),
        MediaEngines.setting("quarkus.datasource.password"));
  }

  private static int count(String sql, ShardedId account) throws SQLException {
    try (var connection = connect();
        var query = connection.prepareStatement(sql)) {
      query.setObject(1, account.value());
      try (var row = query.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getInt(1);
      }
    }
  }
}
