package dev.tenk.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.Status;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static TestOutbox table;

  private final TestTransaction transaction = new TestTransaction();
  private final List<Short> committed = new ArrayList<>();
  private Outbox outbox;

  @BeforeAll
  static void migrate() throws SQLException {
    table = new TestOutbox("outbox");
  }

  @AfterAll
  static void disconnect() throws SQLException {
    table.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    table.empty();
    outbox = new Outbox(table.dataSource(), transaction, committed::add);
  }

  @Test
  void writesAllMessagesOfATransactionByOneConnectionAsItCommits() throws SQLException {
    outbox.add(message(1));
    outbox.add(message(2));
    outbox.add(message(3));
    assertThat(table.count()).isZero();

    transaction.end(Status.STATUS_COMMITTED);

    assertThat(table.count()).isEqualTo(3);
    assertThat(table.connections()).isEqualTo(1);
    assertThat(committed).containsExactly((short) 1, (short) 2, (short) 3);
  }

  @Test
  void losesNothingThatIsAddedWhileTheTransactionCommits() throws SQLException {
    outbox.add(message(1));
    transaction.beforeCompletion(() -> outbox.add(message(2)));

    transaction.end(Status.STATUS_COMMITTED);

    assertThat(table.count()).isEqualTo(2);
    assertThat(committed).containsExactly((short) 1, (short) 2);
  }

  @Test
  void saysNothingOfATransactionThatDidNotCommit() {
    outbox.add(message(1));

    transaction.end(Status.STATUS_ROLLEDBACK);

    assertThat(committed).isEmpty();
  }

  @Test
  void needsATransaction() {
    transaction.end(Status.STATUS_COMMITTED);

    OutboxMessage message = message(1);
    assertThatThrownBy(() -> outbox.add(message)).isInstanceOf(IllegalStateException.class);
  }

  private static OutboxMessage message(int bucket) {
    return new OutboxMessage(
        UUID.randomUUID(), (short) bucket, "queue", "text/plain", "body".getBytes(UTF_8));
  }
}
