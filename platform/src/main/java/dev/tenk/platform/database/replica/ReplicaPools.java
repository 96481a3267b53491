package dev.tenk.platform.database.replica;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.cache.ConnectionCache;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalDataSourceConfiguration;
import io.agroal.api.configuration.AgroalDataSourceConfiguration.DataSourceImplementation;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.agroal.api.transaction.TransactionIntegration;
import java.time.Duration;

/**
 * Makes connections for reads as the primary's pool makes its own: the same driver, role,
 * properties and checks; read-only, and each statement on its own: a transaction around one read
 * would cost a second round trip to the server and, measured, as much time as the read.
 */
final class ReplicaPools {

  private static final String SOCKET_TIMEOUT = "socketTimeout";
  private static final String CONNECT_TIMEOUT = "connectTimeout";
  private static final String ONE_SECOND = "1";
  private static final String OPTIONS = "options";
  private static final String READ_ONLY = "-c default_transaction_read_only=on";

  private final AgroalDataSourceConfiguration primary;
  private final ReplicaConfig config;

  ReplicaPools(AgroalDataSourceConfiguration primary, ReplicaConfig config) {
    this.primary = primary;
    this.config = config;
  }

  /** A pool of connections to the primary, which refuses their writes. */
  AgroalDataSource primaryReads(int maxSize) {
    var connections = connections(from().jdbcUrl()).readOnly(true);
    String options = from().jdbcProperties().getProperty(OPTIONS, "");
    connections.jdbcProperty(OPTIONS, (options + " " + READ_ONLY).strip());
    var supplier = pool(connections).metricsEnabled(true);
    supplier
        .connectionPoolConfiguration()
        .transactionIntegration(TransactionIntegration.none())
        .minSize(Math.min(2, maxSize)) // once opened: a migration job opens none
        .maxSize(maxSize);
    return new io.agroal.pool.DataSource(supplier.get());
  }

  /** A pool of connections to a replica. */
  AgroalDataSource reads(String url, ReplicaInstance check) {
    var connections = connections(url).readOnly(true);
    config.username().map(NamePrincipal::new).ifPresent(connections::principal);
    config.password().map(SimplePassword::new).ifPresent(connections::credential);
    connections.jdbcProperty(SOCKET_TIMEOUT, seconds(config.socketTimeout()));
    var supplier = pool(connections).metricsEnabled(true);
    var pool =
        supplier
            .connectionPoolConfiguration()
            .transactionIntegration(TransactionIntegration.none());
    config.maxSize().ifPresent(pool::maxSize);
    pool.acquisitionTimeout(config.acquisitionTimeout());
    return new io.agroal.pool.DataSource(supplier.get(), check);
  }

  /** Connections to a replica for a probe. */
  AgroalDataSource replicaProbe(String url) {
    var connections = connections(url);
    config.username().map(NamePrincipal::new).ifPresent(connections::principal);
    config.password().map(SimplePassword::new).ifPresent(connections::credential);
    return probe(connections);
  }

  /** Connections to the primary for a probe. */
  AgroalDataSource primaryProbe() {
    return probe(connections(from().jdbcUrl()));
  }

  /** Without a pool; a server's silence is noticed within a second. */
  private AgroalDataSource probe(AgroalConnectionFactoryConfigurationSupplier connections) {
    connections.trackJdbcResources(false).jdbcProperty(SOCKET_TIMEOUT, ONE_SECOND);
    var supplier = pool(connections);
    supplier.dataSourceImplementation(DataSourceImplementation.AGROAL_POOLLESS);
    supplier
        .connectionPoolConfiguration()
        .transactionIntegration(TransactionIntegration.none())
        .leakTimeout(Duration.ZERO)
        .maxSize(1);
    return new io.agroal.pool.DataSource(supplier.get());
  }

  private AgroalDataSourceConfigurationSupplier pool(
      AgroalConnectionFactoryConfigurationSupplier connections) {
    var supplier = new AgroalDataSourceConfigurationSupplier();
    supplier.connectionPoolConfiguration(primary.connectionPoolConfiguration());
    supplier
        .connectionPoolConfiguration()
        .connectionFactoryConfiguration(connections)
        // a cache knows its pool's connections: a shared one would mix the servers
        .connectionCache(ConnectionCache.none())
        .initialSize(0)
        .minSize(0);
    return supplier;
  }

  /** Copied one by one: the supplier's own copy shares its properties with the original. */
  private AgroalConnectionFactoryConfigurationSupplier connections(String url) {
    AgroalConnectionFactoryConfiguration from = from();
    var copy =
        new AgroalConnectionFactoryConfigurationSupplier()
            .jdbcUrl(url)
            .connectionProviderClass(from.connectionProviderClass())
            .initialSql(from.initialSql())
            .loginTimeout(from.loginTimeout())
            .principal(from.principal())
            .trackJdbcResources(from.trackJdbcResources());
    if (config.password().isEmpty() || url.equals(from.jdbcUrl())) {
      from.credentials().forEach(copy::credential);
    }
    from.jdbcProperties()
        .forEach((name, value) -> copy.jdbcProperty((String) name, (String) value));
    return copy.jdbcProperty(CONNECT_TIMEOUT, ONE_SECOND);
  }

  private AgroalConnectionFactoryConfiguration from() {
    return primary.connectionPoolConfiguration().connectionFactoryConfiguration();
  }

  private static String seconds(Duration duration) {
    return Long.toString(Math.max(1, duration.toSeconds()));
  }
}
