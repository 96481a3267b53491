package dev.tenk.platform.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionedIndexTest {

  private static MigratedDatabase database;

  @BeforeAll
  static void migrate() {
    database = new MigratedDatabase("partitioned_index");
    database.migrate("classpath:db/platform");
  }

  @BeforeEach
  void createTable() throws SQLException {
    database.execute(
        """
        CREATE TABLE thing (bucket smallint, n int, PRIMARY KEY (bucket, n)) PARTITION BY HASH (bucket);
        CALL add_hash_partitions('thing');
        INSERT INTO thing SELECT n, n FROM generate_series(0, 99) AS n
        """);
  }

  @AfterEach
  void dropTable() throws SQLException {
    database.execute("DROP TABLE thing");
  }

  @Test
  void isWholeOnEveryPartition() throws SQLException {
    // when
    create();

    // then
    assertThat(validIndexes()).isEqualTo(5);
    assertThat(
            database.list(
                "SELECT indexname FROM pg_indexes WHERE tablename = 'thing' AND indexname = 'thing_n'"))
        .hasSize(1);
  }

  @Test
  void goesOnWhereATryHasFailed() throws SQLException {
    // given one partition's index that is not attached, and one that is broken
    database.execute(
        """
        CREATE INDEX thing_n ON ONLY thing (n);
        CREATE INDEX thing_n_thing_p00 ON thing_p00 (n);
        CREATE INDEX thing_n_thing_p01 ON thing_p01 (n)
        """);
    breakIndex("thing_n_thing_p01");

    // when
    create();
    create();

    // then
    assertThat(validIndexes()).isEqualTo(5);
  }

  private static void create() throws SQLException {
    try (Connection connection = database.owner()) {
      PartitionedIndex.of("thing", "thing_n", "(n)").create(connection);
    }
  }

  private static int validIndexes() throws SQLException {
    return database
        .list(
            "SELECT indexrelid::regclass FROM pg_index WHERE indisvalid AND indexrelid::regclass::text LIKE 'thing_n%'")
        .size();
  }

  private static void breakIndex(String name) throws SQLException {
    try (Connection superuser =
            dev.tenk.embedded.EmbeddedEngines.postgres()
                .primary()
                .connect("tenk_partitioned_index");
        var statement = superuser.createStatement()) {
      statement.execute(
          "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '" + name + "'::regclass");
    }
  }
}
