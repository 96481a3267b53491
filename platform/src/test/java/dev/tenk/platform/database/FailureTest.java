package dev.tenk.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.test.Cluster;
import dev.tenk.platform.database.http.HttpCallerContext;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FailureTest extends DatabaseTest {

  @TestHTTPResource("/notes")
  URI url;

  @Test
  void killedReplicasCostAFallBackAndNoError() throws Exception {
    // given reads that never stop
    double down = toPrimary("down");
    UUID id = notes.write("read on");
    soon().until(() -> "read on".equals(elsewhere(() -> notes.read(id)).text()));
    var killed = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Notes.Found>>> readers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        readers.add(threads.submit(() -> readUntil(killed, id)));
      }

      // when
      Cluster.REPLICA.kill();
      Cluster.OTHER_REPLICA.kill();
      assertThat(elsewhere(notes::server)).isEqualTo(Cluster.PRIMARY.port());
      killed.countDown();

      // then
      for (Future<List<Notes.Found>> reader : readers) {
        assertThat(reader.get()).extracting(Notes.Found::text).containsOnly("read on");
        assertThat(reader.get().getLast().port()).isEqualTo(Cluster.PRIMARY.port());
      }
    } finally {
      Cluster.REPLICA.start();
      Cluster.OTHER_REPLICA.start();
    }

    // and when they are back, they are read again
    soon().until(() -> replicasPorts().contains(elsewhere(notes::server)));
    assertThat(toPrimary("down")).isGreaterThan(down);
  }

  private List<Notes.Found> readUntil(CountDownLatch end, UUID id) {
    List<Notes.Found> found = new ArrayList<>();
    while (end.getCount() > 0) {
      found.add(notes.read(id));
    }
    found.add(notes.read(id));
    return found;
  }

  @Test
  void aReadThatARecoveryConflictCancelsRunsAgainOnThePrimary() {
    // given replicas that prefer replay to reads
    standbys("ALTER SYSTEM SET max_standby_streaming_delay = 0");
    notes.inWrite(() -> notes.execute("CREATE TABLE conflict (n int)"));
    soon().until(() -> standbysHave("conflict"));
    double conflicts = toPrimary("recovery-conflict");
    var attempts = new AtomicInteger();
    try {
      // when the primary locks what the scope is reading
      CompletableFuture<Void> locked =
          CompletableFuture.runAsync(
              () -> {
                soon().until(FailureTest::isReadByAStandby);
                Cluster.PRIMARY.sql("TRUNCATE conflict");
              });
      int server =
          elsewhere(
              () ->
                  notes.inReadScope(
                      () -> {
                        if (attempts.incrementAndGet() == 1) {
                          notes.number("SELECT count(*) FROM conflict, pg_sleep(20)");
                        }
                        return notes.port();
                      }));
      locked.join();

      // then
      assertThat(server).isEqualTo(Cluster.PRIMARY.port());
      assertThat(attempts).hasValue(2);
      assertThat(toPrimary("recovery-conflict")).isEqualTo(conflicts + 1);
    } finally {
      standbys("ALTER SYSTEM RESET max_standby_streaming_delay");
      notes.inWrite(() -> notes.execute("DROP TABLE conflict"));
    }
  }

  private static boolean isReadByAStandby() {
    String query =
        "SELECT count(*) FROM pg_stat_activity"
            + " WHERE state = 'active' AND query LIKE 'SELECT count(*) FROM conflict%'";
    return !(Cluster.REPLICA.sql(query) + Cluster.OTHER_REPLICA.sql(query)).equals("00");
  }

  private static boolean standbysHave(String table) {
    String query = "SELECT to_regclass('public." + table + "') IS NOT NULL";
    return Cluster.REPLICA.sql(query).equals("t") && Cluster.OTHER_REPLICA.sql(query).equals("t");
  }

  private static void standbys(String setting) {
    for (Cluster replica : List.of(Cluster.REPLICA, Cluster.OTHER_REPLICA)) {
      replica.sql(setting);
      replica.sql("SELECT pg_reload_conf()");
    }
  }

  @Test
  void aReadWhoseConnectionIsLostInTheMiddleRunsAgainOnThePrimary() {
    double failed = toPrimary("read-failed");
    var attempts = new AtomicInteger();

    int server =
        elsewhere(
            () ->
                notes.inReadScope(
                    () -> {
                      int session = notes.number("SELECT pg_backend_pid()");
                      if (attempts.incrementAndGet() == 1) {
                        Cluster.REPLICA.sql("SELECT pg_terminate_backend(" + session + ")");
                        Cluster.OTHER_REPLICA.sql("SELECT pg_terminate_backend(" + session + ")");
                      }
                      return notes.port();
                    }));

    assertThat(server).isEqualTo(Cluster.PRIMARY.port());
    assertThat(attempts).hasValue(2);
    assertThat(toPrimary("read-failed")).isGreaterThan(failed);
  }

  @Test
  void oneReadMoreThanAReplicaHasConnectionsFallsBackAtOnce() throws Exception {
    int connections = 2 * 3;
    var reading = new CountDownLatch(connections);
    var end = new CountDownLatch(1);
    double full = toPrimary("pool-full");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> reads = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        reads.add(threads.submit(() -> notes.inReadScope(() -> hold(reading, end))));
      }
      reading.await();

      assertThat(elsewhere(notes::server)).isEqualTo(Cluster.PRIMARY.port());
      assertThat(toPrimary("pool-full")).isEqualTo(full + 1);

      end.countDown();
      for (Future<Integer> read : reads) {
        assertThat(read.get()).isIn(replicasPorts());
      }
    }
  }

  private int hold(CountDownLatch reading, CountDownLatch end) {
    int port = notes.port();
    reading.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return port;
  }

  @Test
  void replicasThatLagByMoreThanTheBoundAreNotRead() {
    double lagging = toPrimary("lagging");
    replay(false);
    notes.write("not replayed");

    soon().until(() -> elsewhere(notes::server) == Cluster.PRIMARY.port());
    assertThat(toPrimary("lagging")).isGreaterThan(lagging);

    replay(true);
    soon().until(() -> replicasPorts().contains(elsewhere(notes::server)));
  }

  @Test
  void aSilentReplicaIsLeftWithinItsTimeout() {
    Cluster.REPLICA.pause();
    Cluster.OTHER_REPLICA.pause();
    try {
      assertThat(elsewhere(notes::server)).isEqualTo(Cluster.PRIMARY.port());
    } finally {
      Cluster.REPLICA.resume();
      Cluster.OTHER_REPLICA.resume();
    }
  }

  @Test
  void aPromotedReplicaIsNotReadAnyMore() {
    // given
    Cluster.REPLICA.sql("SELECT pg_promote()");
    try {
      // when
      soon().until(() -> toPrimaryOrOther() == Cluster.OTHER_REPLICA.port());

      // then
      for (int i = 0; i < 8; i++) {
        assertThat(elsewhere(notes::server)).isEqualTo(Cluster.OTHER_REPLICA.port());
      }
    } finally {
      Cluster.REPLICA.rebuild();
    }
  }

  private int toPrimaryOrOther() {
    int first = elsewhere(notes::server);
    return first == Cluster.REPLICA.port() ? first : elsewhere(notes::server);
  }

  @Test
  void withoutThePrimaryReadsGoOnAndWritesComeBackByThemselves() throws Exception {
    // given
    UUID id = notes.write("safe");
    soon().until(() -> "safe".equals(elsewhere(() -> notes.read(id)).text()));

    // when
    Cluster.PRIMARY.kill();

    // then
    try {
      for (int i = 0; i < 20; i++) {
        Notes.Found found = elsewhere(() -> notes.read(id));
        assertThat(found.text()).isEqualTo("safe");
        assertThat(found.port()).isIn(replicasPorts());
      }
      HttpResponse<String> refused = new NotesClient(url).post("", "lost", null);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("urn:tenk:problem:database-unavailable");
      assertThat(refused.headers().firstValue("Retry-After")).contains("2");
      assertThat(refused.headers().firstValue(HttpCallerContext.HEADER)).isEmpty();
    } finally {
      Cluster.PRIMARY.start();
    }

    // and when it is back, no dead connection is handed out
    List<Connection> connections = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Connection connection = dataSource.getConnection();
      connections.add(connection);
      assertThat(connection.isValid(1)).isTrue();
    }
    for (Connection connection : connections) {
      connection.close();
    }
    UUID again = elsewhere(() -> notes.write("back"));
    soon()
        .atMost(Duration.ofSeconds(60))
        .until(() -> "back".equals(elsewhere(() -> notes.read(again)).text()));
  }
}
