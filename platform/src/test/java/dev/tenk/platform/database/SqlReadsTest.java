package dev.tenk.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.embedded.test.Cluster;
import dev.tenk.platform.database.routing.SqlReads;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reads by SQL alone go where read-only scopes go, and are made again as those are. */
@QuarkusTest
class SqlReadsTest extends DatabaseTest {

  private static final String PORT = "SELECT inet_server_port()";

  @Inject SqlReads reads;

  @Test
  void goToReplicasInTurn() {
    assertThat(IntStream.range(0, 8).map(_ -> elsewhere(this::server)).boxed().toList())
        .containsOnlyElementsOf(replicasPorts())
        .containsAll(replicasPorts());
  }

  @Test
  void insideAWriteJoinItAndSeeWhatIsNotCommitted() {
    UUID id =
        notes.inWrite(
            () -> {
              UUID written = notes.write("joined");
              notes.flush();
              assertThat(find(written)).contains("joined");
              assertThat(server()).isEqualTo(Cluster.PRIMARY.port());
              return written;
            });

    assertThat(elsewhere(() -> find(id))).contains("joined");
  }

  @Test
  void insideAReadShareItsServer() {
    int[] servers = elsewhere(() -> notes.inReadScope(() -> new int[] {notes.port(), server()}));

    assertThat(servers[1]).isEqualTo(servers[0]).isNotEqualTo(Cluster.PRIMARY.port());
  }

  @Test
  void seeWhatTheirCallerWrote() {
    replay(false);

    Optional<String> found = elsewhere(() -> find(notes.write("mine")));

    assertThat(found).contains("mine");
  }

  @Test
  void findWhatReplicasDoNotHaveYet() {
    replay(false);
    UUID id = notes.write("told");

    assertThat(elsewhere(() -> find(id))).contains("told");
    assertThat(elsewhere(() -> find(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void runAgainOnThePrimaryWhenTheirConnectionIsLost() {
    var attempts = new AtomicInteger();

    int server =
        elsewhere(
            () ->
                reads.confirmed(
                    connection -> {
                      int session = number(connection, "SELECT pg_backend_pid()");
                      if (attempts.incrementAndGet() == 1) {
                        Cluster.REPLICA.sql("SELECT pg_terminate_backend(" + session + ")");
                        Cluster.OTHER_REPLICA.sql("SELECT pg_terminate_backend(" + session + ")");
                      }
                      return number(connection, PORT);
                    }));

    assertThat(server).isEqualTo(Cluster.PRIMARY.port());
    assertThat(attempts).hasValue(2);
  }

  @Test
  void cannotWriteWhereverTheyRun() {
    String before = Cluster.PRIMARY.sql("SELECT count(*) FROM note");

    for (boolean lost : new boolean[] {false, true}) {
      var attempts = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  elsewhere(
                      () ->
                          reads.confirmed(
                              connection -> {
                                if (lost && attempts.incrementAndGet() == 1) {
                                  throw new SQLException("lost", "08006");
                                }
                                return number(
                                    connection,
                                    "INSERT INTO note (id) VALUES (gen_random_uuid())"
                                        + " RETURNING 1");
                              })))
          .hasCauseInstanceOf(QueryFailedException.class)
          .rootCause()
          .hasMessageContaining("read-only transaction");
    }

    assertThat(Cluster.PRIMARY.sql("SELECT count(*) FROM note")).isEqualTo(before);
  }

  private int server() {
    return reads.confirmed(connection -> number(connection, PORT));
  }

  private Optional<String> find(UUID id) {
    return reads.confirmed(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement("SELECT text FROM note WHERE id = ?")) {
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
              return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql);
        ResultSet row = query.executeQuery()) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    }
  }
}
