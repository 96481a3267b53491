package dev.tenk.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.TemporaryHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresTest {
  private static TemporaryHome home;
  private static Postgres postgres;

  @BeforeAll
  static void start() {
    home = TemporaryHome.create();
    postgres = new Postgres(home.home());
    postgres.start();
    postgres.startReplica();
  }

  @AfterAll
  static void stop() {
    postgres.close();
    home.close();
  }

  @Test
  void aServiceReachesItsOwnDatabaseAlone() throws SQLException {
    Database user = postgres.user();

    assertThat(query(user.jdbcUrl(), user, "SELECT current_user || '@' || current_database()"))
        .isEqualTo("tenk_user@tenk_user");
    assertThatThrownBy(() -> query(postgres.media().jdbcUrl(), user, "SELECT 1"))
        .hasMessageContaining("permission denied for database");
  }

  @Test
  void aServiceReadsAndWritesRowsAndChangesNoTable() throws SQLException {
    // given
    Database user = postgres.user();
    execute(user.jdbcUrl(), user, "CREATE TABLE given (n int); INSERT INTO given VALUES (1)");

    // when
    assertThat(query(user.jdbcUrl(), user, "UPDATE given SET n = 2 RETURNING n")).isEqualTo("2");

    // then
    for (String ddl :
        List.of(
            "CREATE TABLE own (n int)",
            "ALTER TABLE given ADD m int",
            "DROP TABLE given",
            "TRUNCATE given",
            "CREATE SCHEMA own",
            "CREATE TEMPORARY TABLE own (n int)")) {
      assertThatThrownBy(() -> query(user.jdbcUrl(), user, ddl))
          .as(ddl)
          .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() {
    Database user = postgres.user();
    Database wrong =
        new Database(
            user.jdbcUrl(), user.replicaJdbcUrl(), user.username(), "wrong", "nobody", "wrong");

    assertThatThrownBy(() -> query(wrong.jdbcUrl(), wrong, "SELECT 1"))
        .hasMessageContaining("password");
  }

  @Test
  void passwordsAreReadableByTheirOwnerAlone() throws Exception {
    Path file = home.directory().resolve("data/postgres/postgres.password");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file).strip()).matches("[0-9a-f]{48}");
  }

  @Test
  void theReplicaFollowsThePrimaryAndTakesNoWrites() throws SQLException {
    Database user = postgres.user();
    execute(user.jdbcUrl(), user, "CREATE TABLE followed (n int); INSERT INTO followed VALUES (7)");

    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(() -> query(user.replicaJdbcUrl(), user, "SELECT n FROM followed").equals("7"));
    assertThatThrownBy(
            () -> execute(user.replicaJdbcUrl(), user, "INSERT INTO followed VALUES (8)"))
        .hasMessageContaining("read-only transaction");
  }

  @Test
  void dataAndReplicaOutliveAKillOfBoth() throws Exception {
    try (TemporaryHome own = TemporaryHome.create();
        Postgres kept = new Postgres(durable(own))) {
      // given
      kept.start();
      kept.startReplica();
      Database media = kept.media();
      execute(media.jdbcUrl(), media, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (42)");
      String replicaBorn =
          query(media.replicaJdbcUrl(), media, "SELECT system_identifier FROM pg_control_system()");

      // when
      kept.primary().process().kill();
      kept.replica().process().kill();
      try (Postgres next = new Postgres(durable(own))) {
        next.start();
        next.startReplica();

        // then
        Database again = next.media();
        assertThat(again.password()).isEqualTo(media.password());
        assertThat(query(again.jdbcUrl(), again, "SELECT n FROM kept")).isEqualTo("42");
        await()
            .ignoreExceptions()
            .until(() -> query(again.replicaJdbcUrl(), again, "SELECT n FROM kept").equals("42"));
        assertThat(
                query(
                    again.replicaJdbcUrl(),
                    again,
                    "SELECT system_identifier FROM pg_control_system()"))
            .isEqualTo(replicaBorn);
      }
    }
  }

  @Test
  void aReplicaThatCannotGoOnIsBuiltAnew() throws Exception {
    try (TemporaryHome own = TemporaryHome.create();
        Postgres kept = new Postgres(own.home())) {
      // given a replica that stopped, and a primary that no longer keeps its log
      kept.start();
      kept.startReplica();
      kept.replica().process().kill();
      try (Connection connection = kept.primary().connect("postgres")) {
        await().ignoreExceptions().until(() -> dropSlot(connection));
      }
      Database user = kept.user();
      execute(user.jdbcUrl(), user, "CREATE TABLE later (n int); INSERT INTO later VALUES (1)");

      // when
      kept.startReplica();

      // then
      assertThat(query(user.replicaJdbcUrl(), user, "SELECT n FROM later")).isEqualTo("1");

      // and when a kill left half a directory
      kept.replica().process().kill();
      Files.delete(own.directory().resolve("data/postgres/replica/postgresql.conf"));
      kept.startReplica();

      // then
      assertThat(query(user.replicaJdbcUrl(), user, "SELECT n FROM later")).isEqualTo("1");
    }
  }

  private static boolean dropSlot(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute("SELECT pg_drop_replication_slot('replica')");
    }
  }

  private static EngineHome durable(TemporaryHome home) {
    return EngineHome.in(home.directory(), true);
  }

  private static void execute(String url, Database as, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url, as.ownerUsername(), as.ownerPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(String url, Database as, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, as.username(), as.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
