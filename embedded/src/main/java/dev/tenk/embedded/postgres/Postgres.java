package dev.tenk.embedded.postgres;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * PostgreSQL: a primary, and streaming replicas for whoever asks for them. Data and passwords stay
 * in the home's directory and are found again by the next start, after a kill too; a replica that
 * cannot go on from where it was is built anew from the primary.
 */
public final class Postgres implements AutoCloseable {
  static final String SUPERUSER = "postgres";

  private static final String MAJOR_VERSION = "18";
  private static final List<String> REPLICAS = List.of("replica", "replica_2");
  private static final List<String> SERVICES = List.of("tenk_user", "tenk_media");

  private final EngineHome home;
  private final Path directory;
  private final PostgresNode primary;
  private final List<PostgresReplica> replicas;

  /** Not started yet; the ports are chosen now and kept for the life of this object. */
  public Postgres(EngineHome home) {
    this.home = home;
    this.directory = home.data().resolve("postgres").toAbsolutePath();
    String superuserPassword = password(SUPERUSER);
    this.primary =
        new PostgresNode("postgres", primaryData(), Ports.free(), superuserPassword, home);
    this.replicas =
        REPLICAS.stream()
            .map(
                name ->
                    new PostgresReplica(
                        name,
                        primary,
                        new PostgresNode(
                            "postgres-" + name,
                            directory.resolve(name),
                            Ports.free(),
                            superuserPassword,
                            home),
                        home))
            .toList();
  }

  /**
   * Starts the primary, made first where there is no data yet, and gives each service its database.
   */
  public void start() {
    if (Files.notExists(primaryData())) {
      Initialization.run(primaryData(), passwordFile(SUPERUSER), home);
    }
    requireSameVersion();
    primary.writeSettings(PostgresSettings.primary(primary.port(), home), PostgresSettings.CLIENTS);
    primary.start();
    try (Connection connection = primary.connect(SUPERUSER)) {
      Provisioning.replication(
          connection,
          PostgresSettings.REPLICATION_ROLE,
          password(PostgresSettings.REPLICATION_ROLE));
      for (String service : SERVICES) {
        provision(connection, service);
      }
    } catch (SQLException e) {
      throw new EngineException("Cannot provision PostgreSQL: " + e.getMessage(), e);
    }
  }

  /**
   * One more database for this name, provisioned as a service's is: for a test or a measurement
   * that wants nobody else in it.
   *
   * @param name lower case letters, digits and underscores
   */
  public Database another(String name) {
    String database = "tenk_" + name;
    try (Connection connection = primary.connect(SUPERUSER)) {
      provision(connection, database);
    } catch (SQLException e) {
      throw new EngineException("Cannot provision PostgreSQL: " + e.getMessage(), e);
    }
    return database(database);
  }

  /** Starts the replica of the started primary and waits until it streams. */
  public void startReplica() {
    startReplica(0);
  }

  /** Starts the replica of this number, 0 or 1. */
  public void startReplica(int number) {
    replicas.get(number).start(password(PostgresSettings.REPLICATION_ROLE));
  }

  public PostgresNode primary() {
    return primary;
  }

  /** The first replica. */
  public PostgresNode replica() {
    return replica(0);
  }

  /** The replica of this number, 0 or 1. */
  public PostgresNode replica(int number) {
    return replicas.get(number).node();
  }

  /** The database of user-service. */
  public Database user() {
    return database("tenk_user");
  }

  /** The database of media-service. */
  public Database media() {
    return database("tenk_media");
  }

  /** Stops the replica, then the primary; data stays. */
  @Override
  public void close() {
    replicas.forEach(replica -> replica.node().stop());
    primary.stop();
  }

  private void provision(Connection connection, String service) throws SQLException {
    Provisioning.database(
        connection, service, password(service), owner(service), password(owner(service)));
    try (Connection inside = primary.connect(service)) {
      Provisioning.privileges(inside, service, owner(service));
    }
  }

  private Database database(String service) {
    return new Database(
        primary.jdbcUrl(service),
        replica().jdbcUrl(service),
        service,
        password(service),
        owner(service),
        password(owner(service)));
  }

  private static String owner(String service) {
    return service + "_owner";
  }

  private void requireSameVersion() {
    try {
      String version = Files.readString(primaryData().resolve("PG_VERSION")).strip();
      if (!version.equals(MAJOR_VERSION)) {
        throw new EngineException(
            "The data in %s was made by PostgreSQL %s, this is %s: drop it to start anew"
                .formatted(directory, version, MAJOR_VERSION));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path primaryData() {
    return directory.resolve("primary");
  }

  private Path passwordFile(String role) {
    return directory.resolve(role + ".password");
  }

  private String password(String role) {
    return Secret.keptIn(passwordFile(role));
  }
}
