package dev.tenk.embedded.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Whether the replica streams from the primary: asked of the primary, which knows both ends. */
record Streaming(PostgresNode primary, PostgresNode replica, String name) {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String QUERY =
      "SELECT 1 FROM pg_stat_replication WHERE application_name = '%s' AND state = 'streaming'";

  void await() {
    replica.process().await("streaming from the primary", LIMIT, this::holds);
  }

  private boolean holds() {
    try (Connection connection = primary.connect(Postgres.SUPERUSER);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(QUERY.formatted(name))) {
      return result.next();
    } catch (SQLException e) {
      return false;
    }
  }
}
