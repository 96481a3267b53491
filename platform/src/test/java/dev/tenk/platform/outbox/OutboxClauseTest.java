package dev.tenk.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxClauseTest {

  private static TestOutbox table;

  @BeforeAll
  static void migrate() throws SQLException {
    table = new TestOutbox("outbox_clause");
  }

  @AfterAll
  static void disconnect() throws SQLException {
    table.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    table.empty();
  }

  @Test
  void writesAllMessagesWithTheChange() throws SQLException {
    run(1, List.of(message(Duration.ZERO), message(Duration.ofHours(1))));

    assertThat(table.count()).isEqualTo(2);
    assertThat(table.due()).isEqualTo(1);
  }

  @Test
  void writesNothingWhereNothingIsChanged() throws SQLException {
    run(0, List.of(message(Duration.ZERO), message(Duration.ofHours(1))));

    assertThat(table.count()).isZero();
  }

  @Test
  void writesWhatTheTransactionalOneWrites() throws SQLException {
    OutboxMessage message = message(Duration.ZERO);
    var added = new Added(table.dataSource(), _ -> {});
    added.add(message);
    added.beforeCompletion();
    String written = row();
    table.empty();

    run(1, List.of(message));

    assertThat(row()).isEqualTo(written).contains(message.id().toString());
  }

  @Test
  void takesAsManyMessagesAsItHasPlacesFor() {
    List<OutboxMessage> one = List.of(message(Duration.ZERO));

    assertThatThrownBy(
            () -> {
              try (Connection connection = table.dataSource().getConnection();
                  PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
                new OutboxClause("changed", 2).set(statement, 1, one);
              }
            })
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void run(int changed, List<OutboxMessage> messages) throws SQLException {
    var clause = new OutboxClause("changed", messages.size());
    String sql =
        "WITH changed AS (SELECT generate_series(1, ?)), told AS ("
            + clause.sql()
            + ") SELECT * FROM changed";
    try (Connection connection = table.dataSource().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, changed);
      clause.set(statement, 2, messages);
      statement.execute();
    }
  }

  private static String row() throws SQLException {
    try (Connection connection = table.dataSource().getConnection();
        var query =
            connection.prepareStatement(
                "SELECT (bucket, id, queue, content_type, body, traceparent)::text FROM outbox");
        var row = query.executeQuery()) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  private static OutboxMessage message(Duration delay) {
    return new OutboxMessage(
        UUID.randomUUID(), (short) 7, "queue", "text/plain", "body".getBytes(UTF_8), delay);
  }
}
