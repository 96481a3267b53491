package dev.tenk.embedded.postgres;

import dev.tenk.embedded.process.Directories;
import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One streaming replica: goes on from where it was, or is built anew from the primary where it
 * cannot.
 */
final class PostgresReplica {
  /** Gone from the data of one that was promoted. */
  private static final String STANDBY = "standby.signal";

  private final String name;
  private final PostgresNode primary;
  private final PostgresNode node;
  private final EngineHome home;

  /**
   * A replica that is not started yet.
   *
   * @param name of its slot and its directory
   */
  PostgresReplica(String name, PostgresNode primary, PostgresNode node, EngineHome home) {
    this.name = name;
    this.primary = primary;
    this.node = node;
    this.home = home;
  }

  PostgresNode node() {
    return node;
  }

  /** Starts it and waits until it streams from the started primary. */
  void start(String replicationPassword) {
    if (Files.exists(node.data().resolve(STANDBY)) && continues(replicationPassword)) {
      return;
    }
    node.stop();
    Directories.delete(node.data());
    Path draft = node.data().resolveSibling(name + ".draft");
    Directories.delete(draft);
    try (Connection connection = primary.connect(Postgres.SUPERUSER)) {
      Provisioning.slot(connection, name);
      BaseBackup.copy(connection, primary.data(), draft);
      Files.move(draft, node.data(), StandardCopyOption.ATOMIC_MOVE);
    } catch (SQLException | IOException e) {
      throw new EngineException("Cannot copy PostgreSQL's primary: " + e.getMessage(), e);
    }
    startStreaming(replicationPassword);
  }

  private boolean continues(String replicationPassword) {
    try (Connection connection = primary.connect(Postgres.SUPERUSER)) {
      if (!Provisioning.slotHoldsTheLog(connection, name)) {
        return false;
      }
      startStreaming(replicationPassword);
      return true;
    } catch (EngineException | UncheckedIOException | SQLException e) {
      home.ledger().requireOpen(); // or it was this run that ended the replica
      return false;
    }
  }

  private void startStreaming(String replicationPassword) {
    Path passwordFile = node.data().resolveSibling(name + ".pgpass");
    Secret.write(
        passwordFile,
        "127.0.0.1:*:*:%s:%s%n".formatted(PostgresSettings.REPLICATION_ROLE, replicationPassword));
    node.writeSettings(
        PostgresSettings.replica(name, node.port(), home, primary.port(), passwordFile),
        PostgresSettings.CLIENTS);
    node.start();
    new Streaming(primary, node, name).await();
  }
}
