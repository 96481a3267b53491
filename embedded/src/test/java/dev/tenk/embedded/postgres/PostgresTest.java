package dev.tenk.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.embedded.process.TemporaryHome;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

  private static String query(String url, Database as, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, as.username(), as.password());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
