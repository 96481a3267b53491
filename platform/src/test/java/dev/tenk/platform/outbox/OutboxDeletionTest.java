package dev.tenk.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.outbox.OutboxTable.From;
import dev.tenk.platform.outbox.OutboxTable.Look;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was sent is deleted by its keys, whatever the planner thinks, without waiting for disks. */
class OutboxDeletionTest {

  private static TestOutbox table;

  @BeforeAll
  static void watchDeletions() throws SQLException {
    table = new TestOutbox("outbox_deletion");
    table.asOwner(
        """
        CREATE TABLE seen (settings text);
        CREATE FUNCTION see() RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO seen SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings
            WHERE name IN ('synchronous_commit', 'enable_seqscan', 'enable_hashjoin', 'enable_mergejoin');
          RETURN NULL;
        END $$;
        CREATE TRIGGER see AFTER DELETE ON outbox FOR EACH STATEMENT EXECUTE FUNCTION see();
        """);
  }

  @AfterAll
  static void disconnect() throws SQLException {
    table.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    table.empty();
    table.asOwner("TRUNCATE seen");
    for (short bucket = 0; bucket < 3; bucket++) {
      table.add(bucket, "queue", "body", Duration.ZERO);
    }
  }

  @Test
  void goesByKeysAndLeavesTheConnectionAsItWas() throws SQLException {
    try (Connection connection = table.dataSource().getConnection()) {
      List<WaitingMessage> waiting = all(connection);

      OutboxTable.delete(connection, waiting.subList(0, 2));

      assertThat(table.count()).isEqualTo(1);
      assertThat(table.list("SELECT settings FROM seen"))
          .containsExactly(
              "enable_hashjoin=off enable_mergejoin=off enable_seqscan=off synchronous_commit=off");
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(setting(connection, "enable_seqscan")).isEqualTo("on");
      assertThat(setting(connection, "enable_hashjoin")).isEqualTo("on");
    }
  }

  @Test
  void leavesAllWhereItFails() throws SQLException {
    table.asOwner(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            + " $$ BEGIN RAISE EXCEPTION 'refused'; END $$;"
            + " CREATE TRIGGER refuse AFTER DELETE ON outbox"
            + " FOR EACH STATEMENT EXECUTE FUNCTION refuse()");
    try (Connection connection = table.dataSource().getConnection()) {
      List<WaitingMessage> waiting = all(connection);

      assertThatThrownBy(() -> OutboxTable.delete(connection, waiting))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("refused");

      assertThat(setting(connection, "enable_seqscan")).isEqualTo("on");
    } finally {
      table.asOwner("DROP TRIGGER refuse ON outbox; DROP FUNCTION refuse()");
    }
    assertThat(table.count()).isEqualTo(3);
  }

  private static List<WaitingMessage> all(Connection connection) throws SQLException {
    var slices = new BitSet();
    slices.set(0, Slices.COUNT);
    var look = new Look(new From.Beginning(), slices, List.of(), true, List.of(), List.of());
    return OutboxTable.fetch(connection, look, 10);
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + name)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
