package dev.tenk.platform.database.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.database.migration.MigratedDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimePartitionsTest {

  private static final String PARTITIONS =
      "SELECT c.relname FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid"
          + " WHERE inhparent = 'entry'::regclass ORDER BY 1";

  private static MigratedDatabase database;

  @BeforeAll
  static void migrate() {
    database = new MigratedDatabase("time_partitions");
    database.migrate("classpath:db/platform");
  }

  @BeforeEach
  void createTable() throws SQLException {
    database.execute(
        "CREATE TABLE entry (at timestamptz NOT NULL, n int, PRIMARY KEY (at, n)) PARTITION BY RANGE (at)");
  }

  @AfterEach
  void dropTable() throws SQLException {
    database.execute("DROP TABLE entry; DELETE FROM time_partitioned_table");
  }

  @Test
  void aNewTableHasThePresentPartitionAndThoseAhead() throws SQLException {
    // when
    keep("day", "2 days", "1 day", false);

    // then
    assertThat(database.list(PARTITIONS))
        .isEqualTo(
            database.list(
                "SELECT 'entry_p' || to_char(day, 'YYYYMMDDHH24') FROM generate_series("
                    + " date_trunc('day', now() AT TIME ZONE 'UTC'), now() AT TIME ZONE 'UTC' + '2 days', '1 day') AS day"));
  }

  @Test
  void makesAheadAndDropsWhatIsOver() throws SQLException {
    // given
    registered("month", "40 days", "60 days", false);

    // when, then
    assertThat(at("2026-01-15 12:00Z")).isEqualTo("2 made, 0 dropped");
    assertThat(at("2026-01-15 12:00Z")).isEqualTo("0 made, 0 dropped");
    assertThat(at("2026-03-31 23:59Z")).isEqualTo("3 made, 0 dropped");
    assertThat(at("2026-04-02 00:00Z")).isEqualTo("0 made, 1 dropped");
    assertThat(database.list(PARTITIONS))
        .containsExactly(
            "entry_p2026020100", "entry_p2026030100", "entry_p2026040100", "entry_p2026050100");
  }

  @Test
  void keepsAPartitionThatHasRowsWhereOnlyEmptyOnesGo() throws SQLException {
    // given
    registered("day", "1 day", "1 day", true);
    at("2026-01-01 00:00Z");
    database.execute("INSERT INTO entry VALUES ('2026-01-01 10:00Z', 1)");

    // when, then
    assertThat(at("2026-02-01 00:00Z")).isEqualTo("1 made, 0 dropped");
    database.execute("DELETE FROM entry");
    assertThat(at("2026-02-01 00:00Z")).isEqualTo("0 made, 1 dropped");
  }

  @Test
  void leavesAPartitionThatIsInUseToTheNextTime() throws SQLException {
    // given
    registered("day", "1 day", "1 day", false);
    at("2026-01-01 00:00Z");

    try (Connection reader = database.owner();
        Statement query = reader.createStatement()) {
      reader.setAutoCommit(false);
      query.execute("SELECT * FROM entry");

      // when, then
      assertThat(at("2026-02-01 00:00Z")).isEqualTo("1 made, 0 dropped");
    }
    assertThat(at("2026-02-01 00:00Z")).isEqualTo("0 made, 1 dropped");
  }

  @Test
  void isMaintainedByARoleThatMayChangeNoTable() throws SQLException {
    // given
    registered("day", "1 day", "1 day", false);

    // when
    try (Connection connection = database.service().getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("SELECT made FROM maintain_time_partitions()")) {
        row.next();
        assertThat(row.getInt(1)).as("today and tomorrow").isEqualTo(2);
      }

      // then
      for (String forbidden :
          List.of(
              "DROP TABLE entry",
              "SELECT time_partitions_at('2999-01-01')",
              "UPDATE time_partitioned_table SET keep = '0'",
              "UPDATE schema_compatibility SET oldest_service = 9",
              "DELETE FROM flyway_schema_history")) {
        assertThatThrownBy(() -> statement.execute(forbidden))
            .as(forbidden)
            .hasMessageMatching("(?s).*(permission denied|must be owner).*");
      }
    }
  }

  private static void keep(String step, String ahead, String keep, boolean onlyEmpty)
      throws SQLException {
    database.execute(
        "CALL partition_by_time('entry', '%s', '%s', '%s', %s)"
            .formatted(step, ahead, keep, onlyEmpty));
  }

  /** As {@link #keep}, without the partitions of the present. */
  private static void registered(String step, String ahead, String keep, boolean onlyEmpty)
      throws SQLException {
    database.execute(
        "INSERT INTO time_partitioned_table VALUES ('entry', '%s', '%s', '%s', %s)"
            .formatted(step, ahead, keep, onlyEmpty));
  }

  private static String at(String moment) throws SQLException {
    return database
        .list(
            "SELECT made || ' made, ' || dropped || ' dropped' FROM time_partitions_at('%s')"
                .formatted(moment))
        .getFirst();
  }
}
