package dev.tenk.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenk.platform.database.migration.MigratedDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.ds.PGSimpleDataSource;

/** An outbox in a database of its own, by one kept connection. Of one thread at a time. */
final class TestOutbox implements AutoCloseable {

  private final Counting dataSource = new Counting();
  private final MigratedDatabase migrated;
  private final Connection connection;

  TestOutbox(String database) throws SQLException {
    migrated = new MigratedDatabase(database);
    migrated.migrate("db/platform");
    migrated.execute(
        "CREATE TABLE outbox (created_at timestamptz NOT NULL DEFAULT now(), bucket smallint NOT"
            + " NULL, id uuid, queue text, content_type text, body bytea, traceparent text, PRIMARY"
            + " KEY (created_at, bucket, id)) PARTITION BY RANGE (created_at);CALL"
            + " partition_by_time('outbox', 'day', '2 days', '1 day', true)");
    PGSimpleDataSource service = migrated.service();
    dataSource.setUrl(service.getUrl());
    dataSource.setUser(service.getUser());
    dataSource.setPassword(service.getPassword());
    connection = dataSource.getConnection();
  }

  /** Executes as the owner of the table. */
  void asOwner(String sql) throws SQLException {
    migrated.execute(sql);
  }

  /** The first column of rows, as the owner sees them. */
  List<String> list(String sql) throws SQLException {
    return migrated.list(sql);
  }

  PGSimpleDataSource dataSource() {
    return dataSource;
  }

  /** How many connections were asked for since it was emptied. */
  int connections() {
    return dataSource.asked.get();
  }

  /** Without messages, and with slices that no relay holds. */
  void empty() throws SQLException {
    dataSource.asked.set(0);
    update("DELETE FROM outbox");
    update("DELETE FROM outbox_relay");
    update("UPDATE outbox_slice SET relay = NULL, leased_until = '-infinity'");
  }

  void add(short bucket, String queue, String body, Duration delay) {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO outbox (created_at, bucket, id, queue, content_type, body)"
                + " VALUES (now() + ? * interval '1 millisecond', ?, ?, ?, 'text/plain', ?)")) {
      insert.setLong(1, delay.toMillis());
      insert.setShort(2, bucket);
      insert.setObject(3, UUID.randomUUID());
      insert.setString(4, queue);
      insert.setBytes(5, body.getBytes(UTF_8));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  int count() throws SQLException {
    return number("SELECT count(*) FROM outbox");
  }

  int due() throws SQLException {
    return number("SELECT count(*) FROM outbox WHERE created_at <= now()");
  }

  /** How many relays hold so many slices each. */
  int relaysThatHold(int slices) throws SQLException {
    return number(
        "SELECT count(*) FROM (SELECT FROM outbox_slice WHERE leased_until > now() GROUP BY relay"
            + " HAVING count(*) = "
            + slices
            + ") AS holders");
  }

  void update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int number(String sql) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static final class Counting extends PGSimpleDataSource {

    private static final long serialVersionUID = 1;

    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public Connection getConnection() throws SQLException {
      asked.incrementAndGet();
      return super.getConnection();
    }
  }
}
