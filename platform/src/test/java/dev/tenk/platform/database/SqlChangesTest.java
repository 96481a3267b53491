package dev.tenk.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.embedded.test.Cluster;
import dev.tenk.platform.database.routing.SqlChanges;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Changes by one statement are seen by who makes them, and are no part of anything else. */
@QuarkusTest
class SqlChangesTest extends DatabaseTest {

  private static final String INSERT = "INSERT INTO note (id, text) VALUES (?, 'changed')";
  private static final String UPDATE = "UPDATE note SET text = 'changed' WHERE id = ?";

  @Inject SqlChanges changes;

  @Test
  void areSeenByTheirCallerWhileReplicasLag() {
    UUID id = notes.write("before");
    replay(false);

    Notes.Found found =
        elsewhere(
            () -> {
              assertThat(run(UPDATE, id)).contains(id);
              return notes.read(id);
            });

    assertThat(found).isEqualTo(new Notes.Found("changed", Cluster.PRIMARY.port()));
  }

  @Test
  void keepNobodyFromReplicasWhereNothingIsChanged() {
    replay(false);
    notes.write("of another caller, which no replica has");

    int server =
        elsewhere(
            () -> {
              assertThat(run(UPDATE, UUID.randomUUID())).isEmpty();
              return notes.server();
            });

    assertThat(server).isNotEqualTo(Cluster.PRIMARY.port());
  }

  @Test
  void areNoPartOfATransaction() {
    UUID id = UUID.randomUUID();

    assertThatThrownBy(() -> notes.inWrite(() -> run(INSERT, id)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> notes.inReadScope(() -> run(INSERT, id)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(Cluster.PRIMARY.sql("SELECT count(*) FROM note WHERE id = '" + id + "'"))
        .isEqualTo("0");
  }

  @Test
  void sayWhatFailed() {
    UUID id = notes.write("there");

    assertThatThrownBy(() -> run(INSERT, id))
        .isInstanceOf(QueryFailedException.class)
        .cause()
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("duplicate key");
  }

  private Optional<UUID> run(String sql, UUID id) {
    return changes.make(
        (Connection connection) -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            return statement.executeUpdate() == 1 ? Optional.of(id) : Optional.empty();
          }
        });
  }
}
