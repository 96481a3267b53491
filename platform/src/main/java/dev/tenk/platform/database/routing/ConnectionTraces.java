package dev.tenk.platform.database.routing;

import dev.tenk.platform.trace.TraceParent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Gives the connections of recorded requests spans for their statements, and leaves all others as
 * they are. Statements are told without values.
 */
public final class ConnectionTraces {

  private final JdbcTelemetry telemetry;

  /** Traces that go here. */
  public ConnectionTraces(OpenTelemetry openTelemetry) {
    telemetry =
        JdbcTelemetry.builder(openTelemetry).setDataSourceInstrumenterEnabled(false).build();
  }

  Connection traced(Connection connection) throws SQLException {
    return TraceParent.isRecorded()
        ? telemetry.wrap(new OneConnection(connection)).getConnection()
        : connection;
  }

  /** The instrumentation takes datasources only. */
  private record OneConnection(Connection connection) implements DataSource {

    @Override
    public Connection getConnection() {
      return connection;
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() throws SQLException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
