package dev.tenk.user.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MailStoreTests {

  @Inject MailStore store;
  @Inject AgroalDataSource database;
  @Inject ShardedIds ids;

  @Test
  void leavesMailsOfAKindThatAnotherVersionKnows() throws SQLException {
    // given
    ShardedId id = ids.newOwner();
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into mail (bucket, id, kind, address, created_at, due_at)"
                    + " values (?, ?, 'OF_THE_FUTURE', 'somebody@mail.example', now(), now())")) {
      insert.setShort(1, id.bucket());
      insert.setObject(2, id.value());
      insert.executeUpdate();
    }

    // when, then
    assertThat(store.take(1_000, Duration.ZERO)).extracting(QueuedMail::id).doesNotContain(id);
    assertThat(tries(id)).isZero();
    store.delete(id);
  }

  private int tries(ShardedId id) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement("select tries from mail where bucket = ? and id = ?")) {
      query.setShort(1, id.bucket());
      query.setObject(2, id.value());
      var row = query.executeQuery();
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    }
  }
}
