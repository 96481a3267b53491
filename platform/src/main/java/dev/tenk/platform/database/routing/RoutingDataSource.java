package dev.tenk.platform.database.routing;

import dev.tenk.platform.database.replica.PrimaryReads;
import dev.tenk.platform.database.replica.Refusal;
import dev.tenk.platform.database.replica.Replica;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;
import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.configuration.AgroalDataSourceConfiguration;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Collection;
import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The datasource that everyone is given, Hibernate ORM first of all: each connection is of the
 * server to which the current transaction belongs. Outside read-only scopes that is the primary;
 * within them connections are not of the transaction, and each statement is one.
 *
 * <p>The choice is kept with the JTA transaction, not with the thread, the session or the request:
 * so it holds wherever transactions do, and a transaction never meets two servers.
 */
public final class RoutingDataSource implements AgroalDataSource {

  private static final long serialVersionUID = 1L;

  private final transient AgroalDataSource primary;
  private final transient PrimaryReads reads;
  private final transient TransactionSynchronizationRegistry transactions;
  private final transient Router router;
  private final transient @Nullable ConnectionTraces traces;

  /**
   * A datasource in the place of the primary's.
   *
   * @param primary whose connections join transactions
   * @param reads for scopes that read from the primary
   * @param traces null where nothing is traced
   */
  public RoutingDataSource(
      AgroalDataSource primary,
      PrimaryReads reads,
      TransactionSynchronizationRegistry transactions,
      Router router,
      @Nullable ConnectionTraces traces) {
    this.primary = primary;
    this.reads = reads;
    this.transactions = transactions;
    this.router = router;
    this.traces = traces;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return traced(choose());
  }

  /** Of the server that the scope reads. */
  Connection connection(ReadScope scope) throws SQLException {
    return traced(connectionOf(scope));
  }

  private Connection traced(Connection connection) throws SQLException {
    return traces == null ? connection : traces.traced(connection);
  }

  private Connection choose() throws SQLException {
    ReadScope scope = ReadScope.of(transactions);
    if (scope != null) {
      return connectionOf(scope);
    }
    router.follow();
    return primary.getConnection();
  }

  @Override
  public Connection getReadOnlyConnection() throws SQLException {
    ReadScope scope = ReadScope.of(transactions);
    return traced(scope == null ? primary.getReadOnlyConnection() : connectionOf(scope));
  }

  private Connection connectionOf(ReadScope scope) throws SQLException {
    if (!scope.isChosen()) {
      if (scope.isOnPrimaryOnly()) {
        return reads.connection();
      }
      router.route(scope);
      Replica replica = scope.replica();
      if (replica != null) {
        Connection first = firstConnection(replica, scope);
        if (first != null) {
          return first;
        }
      }
    }
    Replica replica = scope.replica();
    return replica == null ? reads.connection() : replica.connection();
  }

  /** Nothing was read yet: when the replica gives no connection, the primary takes its place. */
  private @Nullable Connection firstConnection(Replica replica, ReadScope scope) {
    try {
      return replica.connection();
    } catch (SQLException | RuntimeException e) {
      replica.failed(e);
      router.fallBack(scope, Refusal.CONNECTION_FAILED);
      return null;
    }
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return primary.getConnection(username, password);
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    return primary.createConnectionBuilder();
  }

  @Override
  public AgroalDataSourceConfiguration getConfiguration() {
    return primary.getConfiguration();
  }

  @Override
  public AgroalDataSourceMetrics getMetrics() {
    return primary.getMetrics();
  }

  @Override
  public void flush(FlushMode mode) {
    primary.flush(mode);
  }

  @Override
  public void setPoolInterceptors(Collection<? extends AgroalPoolInterceptor> interceptors) {
    primary.setPoolInterceptors(interceptors);
  }

  @Override
  public List<AgroalPoolInterceptor> getPoolInterceptors() {
    return primary.getPoolInterceptors();
  }

  @Override
  public boolean isHealthy(boolean newConnection) throws SQLException {
    return primary.isHealthy(newConnection);
  }

  /** Nothing: who made the pools closes them. */
  @Override
  public void close() {}

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return primary.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    primary.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    primary.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return primary.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return primary.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return primary.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return primary.isWrapperFor(type);
  }

  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException(RoutingDataSource.class.getName());
  }
}
