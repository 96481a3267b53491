package dev.tenk.embedded.postgres;

import dev.tenk.embedded.process.Directories;
import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * PostgreSQL: a primary, and a streaming replica for whoever asks for it. Data and passwords stay
 * in the home's directory and are found again by the next start, after a kill too; a replica that
 * cannot go on from where it was is built anew from the primary.
 */
public final class Postgres implements AutoCloseable {
  static final String SUPERUSER = "postgres";

  private static final String MAJOR_VERSION = "18";
  private static final List<String> SERVICES = List.of("tenk_user", "tenk_media");

  private final EngineHome home;
  private final Path directory;
  private final PostgresNode primary;
  private final PostgresNode replica;

  /** Not started yet; the ports are chosen now and kept for the life of this object. */
  public Postgres(EngineHome home) {
    this.home = home;
    this.directory = home.data().resolve("postgres").toAbsolutePath();
    String superuserPassword = password(SUPERUSER);
    this.primary =
        new PostgresNode("postgres", primaryData(), Ports.free(), superuserPassword, home);
    this.replica =
        new PostgresNode("postgres-replica", replicaData(), Ports.free(), superuserPassword, home);
  }

  /**
   * Starts the primary, made first where there is no data yet, and gives each service its database.
   */
  public void start() {
    if (Files.notExists(primaryData())) {
      Initialization.run(primaryData(), passwordFile(SUPERUSER), home);
    }
    requireSameVersion();
    primary.writeSettings(
        PostgresSettings.primary(primary.port(), home.durable()), PostgresSettings.CLIENTS);
    primary.start();
    try (Connection connection = primary.connect(SUPERUSER)) {
      Provisioning.replication(
          connection,
          PostgresSettings.REPLICATION_ROLE,
          password(PostgresSettings.REPLICATION_ROLE));
      for (String service : SERVICES) {
        Provisioning.database(connection, service, password(service));
      }
    } catch (SQLException e) {
      throw new EngineException("Cannot provision PostgreSQL: " + e.getMessage(), e);
    }
  }

  /** Starts the replica of the started primary and waits until it streams. */
  public void startReplica() {
    if (Files.exists(replicaData()) && continues()) {
      return;
    }
    replica.stop();
    Directories.delete(replicaData());
    Path draft = directory.resolve("replica.draft");
    Directories.delete(draft);
    try (Connection connection = primary.connect(SUPERUSER)) {
      Provisioning.slot(connection, PostgresSettings.REPLICA);
      BaseBackup.copy(connection, primaryData(), draft);
      Files.move(draft, replicaData(), StandardCopyOption.ATOMIC_MOVE);
    } catch (SQLException | IOException e) {
      throw new EngineException("Cannot copy PostgreSQL's primary: " + e.getMessage(), e);
    }
    configureReplica();
    replica.start();
    new Streaming(primary, replica).await();
  }

  public PostgresNode primary() {
    return primary;
  }

  public PostgresNode replica() {
    return replica;
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
    replica.stop();
    primary.stop();
  }

  private boolean continues() {
    try (Connection connection = primary.connect(SUPERUSER)) {
      if (!Provisioning.slotHoldsTheLog(connection, PostgresSettings.REPLICA)) {
        return false;
      }
      configureReplica();
      replica.start();
      new Streaming(primary, replica).await();
      return true;
    } catch (EngineException | UncheckedIOException | SQLException e) {
      home.ledger().requireOpen(); // or it was this run that ended the replica
      return false;
    }
  }

  private void configureReplica() {
    Path passwordFile = directory.resolve("replica.pgpass");
    Secret.write(
        passwordFile,
        "127.0.0.1:*:*:%s:%s%n"
            .formatted(
                PostgresSettings.REPLICATION_ROLE, password(PostgresSettings.REPLICATION_ROLE)));
    replica.writeSettings(
        PostgresSettings.replica(replica.port(), home.durable(), primary.port(), passwordFile),
        PostgresSettings.CLIENTS);
  }

  private Database database(String service) {
    return new Database(
        primary.jdbcUrl(service), replica.jdbcUrl(service), service, password(service));
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

  private Path replicaData() {
    return directory.resolve("replica");
  }

  private Path passwordFile(String role) {
    return directory.resolve(role + ".password");
  }

  private String password(String role) {
    return Secret.keptIn(passwordFile(role));
  }
}
