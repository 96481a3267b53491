package dev.tenk.bench.routing;

import dev.tenk.embedded.postgres.Database;
import dev.tenk.embedded.postgres.Postgres;
import dev.tenk.embedded.process.TemporaryHome;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.postgresql.Driver;

/**
 * The embedded primary with two streaming replicas, its pool, and transactions, without Quarkus:
 * what {@code platform/database} is put together from there too.
 */
final class RoutedCluster implements AutoCloseable {

  static final int CONNECTIONS = 16;

  private static final int REPLICAS = 2;

  private final TemporaryHome home = TemporaryHome.create();
  private final Postgres postgres = new Postgres(home.home());
  private final TransactionManager manager =
      com.arjuna.ats.jta.TransactionManager.transactionManager();
  private final TransactionSynchronizationRegistry transactions =
      new com.arjuna.ats.internal.jta.transaction.arjunacore
          .TransactionSynchronizationRegistryImple();
  private final AgroalDataSource primary;

  /** Starts all servers. */
  RoutedCluster() throws SQLException {
    postgres.start();
    for (int i = 0; i < REPLICAS; i++) {
      postgres.startReplica(i);
    }
    primary = pool(postgres.media());
  }

  private AgroalDataSource pool(Database database) {
    var supplier = new AgroalDataSourceConfigurationSupplier();
    supplier.metricsEnabled(true);
    var pool = supplier.connectionPoolConfiguration();
    pool.maxSize(CONNECTIONS)
        .acquisitionTimeout(Duration.ofSeconds(5))
        .transactionIntegration(new NarayanaTransactionIntegration(manager, transactions));
    pool.connectionFactoryConfiguration()
        .connectionProviderClass(Driver.class)
        .jdbcUrl(database.jdbcUrl())
        .principal(new NamePrincipal(database.username()))
        .credential(new SimplePassword(database.password()));
    return new io.agroal.pool.DataSource(supplier.get());
  }

  /** Runs statements on the primary as the schema's owner, in auto-commit. */
  void execute(String sql) throws SQLException {
    Database database = postgres.media();
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.ownerUsername(), database.ownerPassword());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** JDBC URLs of the first replicas. */
  List<String> replicas(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> postgres.replica(i).jdbcUrl("tenk_media"))
        .toList();
  }

  TransactionManager manager() {
    return manager;
  }

  TransactionSynchronizationRegistry transactions() {
    return transactions;
  }

  /** The bare datasource. */
  AgroalDataSource primary() {
    return primary;
  }

  @Override
  public void close() {
    primary.close();
    postgres.close();
    home.close();
  }
}
