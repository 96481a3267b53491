package dev.tenk.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.embedded.test.Cluster;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RoutingTest extends DatabaseTest {

  @Test
  void readsGoToReplicasInTurnAndWritesToThePrimary() {
    assertThat(IntStream.range(0, 8).map(_ -> elsewhere(notes::server)).boxed().toList())
        .containsOnlyElementsOf(replicasPorts())
        .containsAll(replicasPorts());
    assertThat(notes.serverOfWrites()).isEqualTo(Cluster.PRIMARY.port());
  }

  @Test
  void aReadInsideAWriteJoinsItAndSeesWhatIsNotCommitted() {
    UUID id =
        notes.inWrite(
            () -> {
              UUID written = notes.write("joined");
              assertThat(notes.read(written))
                  .isEqualTo(new Notes.Found("joined", Cluster.PRIMARY.port()));
              return written;
            });

    soon().until(() -> "joined".equals(elsewhere(() -> notes.read(id)).text()));
  }

  @Test
  void readsInsideAReadShareItsServer() {
    int[][] servers =
        elsewhere(
            () ->
                notes.inReadScope(
                    () -> new int[][] {notes.servers(), notes.inReadScope(notes::servers)}));

    assertThat(servers[0][0]).isNotEqualTo(Cluster.PRIMARY.port());
    assertThat(servers[0][1]).isEqualTo(servers[0][0]);
    assertThat(servers[1]).isEqualTo(servers[0]);
  }

  @Test
  void eachStatementOfAReadIsATransactionOfTheDatabase() {
    String began = "SELECT (extract(epoch FROM now()) * 1e6)::bigint % 1000000000";

    int[] transactions =
        elsewhere(
            () -> notes.inReadScope(() -> new int[] {notes.number(began), notes.number(began)}));

    assertThat(transactions[1]).isNotEqualTo(transactions[0]);
  }

  @Test
  void aWriteOfItsOwnInsideAReadGoesToThePrimary() {
    int[] servers =
        elsewhere(
            () ->
                notes.inReadScope(
                    () ->
                        new int[] {notes.server(), notes.serverOfAnotherWrite(), notes.server()}));

    assertThat(servers[0]).isIn(replicasPorts()).isEqualTo(servers[2]);
    assertThat(servers[1]).isEqualTo(Cluster.PRIMARY.port());
  }

  @Test
  void aReadDoesNotShareThePersistenceContextOfTheRequest() {
    UUID id = notes.write("before");
    var request = Arc.container().requestContext();
    request.activate();
    try {
      assertThat(notes.findById(id).text).isEqualTo("before");
      elsewhere(() -> notes.inWrite(() -> notes.update("text = 'after' where id = ?1", id)));

      assertThat(notes.findById(id).text).isEqualTo("before");
      soon().until(() -> "after".equals(notes.read(id).text()));
    } finally {
      request.terminate();
    }
  }

  @Test
  void anAttemptToWriteFailsBeforeSqlIsSent() {
    UUID id = notes.write("kept");

    assertThatThrownBy(() -> notes.inReadScope(() -> notes.write("refused")))
        .isInstanceOf(ReadOnlyScopeException.class)
        .hasMessageContaining("insert into Note");
    assertThatThrownBy(() -> notes.change(id, "refused"))
        .isInstanceOf(ReadOnlyScopeException.class)
        .hasMessageContaining("update Note");
    assertThatThrownBy(() -> notes.changeInBulk("refused"))
        .isInstanceOf(ReadOnlyScopeException.class);
    assertThatThrownBy(() -> notes.lock(id))
        .isInstanceOf(ReadOnlyScopeException.class)
        .hasMessageContaining("for no key update");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void plainJdbcCannotWriteEitherWhicheverServerWasChosen(boolean replicas) {
    if (!replicas) {
      replay(false);
      notes.write("newer than the replicas");
    }

    assertThatThrownBy(notes::insertByJdbc)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
  }
}
