package dev.tenk.platform.database.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.embedded.postgres.Database;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.pool.DataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

/** Connections to what is configured as a replica; here it is the primary itself. */
class ReplicaPoolsTest {

  private final Database database = EmbeddedEngines.postgres().media();
  private final ReplicaInstance watched = new ReplicaInstance();

  @Test
  void aConnectionToAnotherServerThanTheWatchedOneIsRefusedAndClosed() throws SQLException {
    try (AgroalDataSource primary = primary();
        AgroalDataSource reads = reads(primary)) {
      // given: what is watched is another process, as behind a name that stands for several
      watched.becomes("another process");

      // when, then: as often as the pool is large, and once more
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(reads::getConnection).hasMessageContaining("another server");
      }
      assertThat(reads.getMetrics().activeCount()).isZero();
      assertThat(reads.getMetrics().availableCount()).isZero();

      // when: it is the one
      try (Connection connection = primary.getConnection()) {
        watched.becomes(ServerProbe.instance(connection));
      }

      // then
      try (Connection connection = reads.getConnection()) {
        assertThat(connection.isReadOnly()).isTrue();
      }
    }
  }

  @Test
  void thePrimarysRefuseWritesAndBeginNoTransaction() throws SQLException {
    try (AgroalDataSource primary = primary();
        PrimaryReads reads =
            new PrimaryReads(
                primary, new TestReplicaConfig(List.of(), ReplicaConfig.Choice.LEAST_LAG), 2);
        Connection connection = reads.connection();
        Statement statement = connection.createStatement()) {
      assertThat(connection.getAutoCommit()).isTrue();
      assertThatThrownBy(() -> statement.execute("CREATE TABLE written (n int)"))
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("25006"));
    }
  }

  private AgroalDataSource reads(AgroalDataSource primary) {
    var config = new TestReplicaConfig(List.of(database.jdbcUrl()), ReplicaConfig.Choice.LEAST_LAG);
    return new ReplicaPools(primary.getConfiguration(), config).reads(database.jdbcUrl(), watched);
  }

  private AgroalDataSource primary() {
    var supplier = new AgroalDataSourceConfigurationSupplier();
    supplier
        .connectionPoolConfiguration()
        .maxSize(2)
        .acquisitionTimeout(Duration.ofSeconds(5))
        .connectionFactoryConfiguration()
        .connectionProviderClass(Driver.class)
        .jdbcUrl(database.jdbcUrl())
        .principal(new NamePrincipal(database.username()))
        .credential(new SimplePassword(database.password()));
    return new DataSource(supplier.get());
  }
}
