package dev.tenk.embedded.postgres;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * One PostgreSQL server: a data directory that is there, a port that stays, a process that comes
 * and goes.
 */
public final class PostgresNode {
  static final String SETTINGS_FILE = "tenk.conf";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final String name;
  private final Path data;
  private final int port;
  private final String superuserPassword;
  private final EngineHome home;
  private @Nullable EngineProcess process;

  PostgresNode(String name, Path data, int port, String superuserPassword, EngineHome home) {
    this.name = name;
    this.data = data;
    this.port = port;
    this.superuserPassword = superuserPassword;
    this.home = home;
  }

  public int port() {
    return port;
  }

  Path data() {
    return data;
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** A connection as superuser: for provisioning, and for tests that look into the engine. */
  public Connection connect(String database) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", Postgres.SUPERUSER);
    properties.setProperty("password", superuserPassword);
    properties.setProperty("connectTimeout", "5");
    // not by DriverManager: it hides drivers from some class loaders
    Connection connection = new Driver().connect(jdbcUrl(database), properties);
    if (connection == null) {
      throw new SQLException("Not a PostgreSQL URL: " + jdbcUrl(database));
    }
    return connection;
  }

  /** The running process, to be paused or killed. */
  public EngineProcess process() {
    if (process == null) {
      throw new EngineException(name + " is not started");
    }
    return process;
  }

  /** Starts the server, again after a stop or a kill, and waits until it answers. */
  public void start() {
    PostmasterFile.in(data).dropIfStale();
    process =
        EngineProcess.start(
            new EngineProcess.Command(
                name,
                PostgresBinaries.command("postgres", "-D", data.toString()),
                Map.of(),
                home.logs().resolve(name + ".log"),
                Signal.INT),
            home.ledger());
    process.await("accepting connections", START_LIMIT, PostmasterFile.in(data)::saysReady);
  }

  /** Ends sessions, writes a checkpoint and stops. */
  public void stop() {
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }

  void writeSettings(Map<String, String> settings, List<String> clients) {
    var lines = new StringBuilder();
    settings.forEach((key, value) -> lines.append(key).append(" = '").append(value).append("'\n"));
    try {
      Files.writeString(data.resolve(SETTINGS_FILE), lines);
      Files.writeString(data.resolve("pg_hba.conf"), String.join("\n", clients) + "\n");
      Path main = data.resolve("postgresql.conf");
      String include = "include '" + SETTINGS_FILE + "'\n";
      if (!Files.readString(main).endsWith(include)) {
        Files.writeString(main, Files.readString(main) + "\n" + include);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
