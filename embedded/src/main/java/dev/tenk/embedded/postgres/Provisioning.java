package dev.tenk.embedded.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Roles, databases and the replica's slot: each made when it is not there. Names are constants,
 * passwords are hex.
 */
final class Provisioning {
  private Provisioning() {}

  /** A database of this name, owned by one role, which another of the database's name may enter. */
  static void database(
      Connection connection, String name, String password, String owner, String ownerPassword)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      role(connection, owner, "LOGIN", ownerPassword);
      role(connection, name, "LOGIN", password);
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
        statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, owner));
      }
      statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
      statement.execute("GRANT CONNECT ON DATABASE %s TO %1$s".formatted(name));
    }
  }

  /**
   * The least rights: rows of what the owner will make, and no table of one's own. Every privilege
   * here is what docs/operations/connections.md tells an installation to grant.
   *
   * @param connection to that database
   */
  static void privileges(Connection connection, String name, String owner) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
      statement.execute("ALTER SCHEMA public OWNER TO " + owner);
      statement.execute("GRANT USAGE ON SCHEMA public TO " + name);
      statement.execute(
          "ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %s"
              .formatted(owner, name));
      statement.execute(
          "ALTER DEFAULT PRIVILEGES FOR ROLE %s IN SCHEMA public GRANT USAGE ON SEQUENCES TO %s"
              .formatted(owner, name));
    }
  }

  static void replication(Connection connection, String name, String password) throws SQLException {
    role(connection, name, "LOGIN REPLICATION", password);
  }

  /**
   * The slot keeps the log from now on; an old one of the same name belonged to a replica that is
   * no more.
   */
  static void slot(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (exists(connection, "SELECT 1 FROM pg_replication_slots WHERE slot_name = ?", name)) {
        statement.execute("SELECT pg_drop_replication_slot('%s')".formatted(name));
      }
      statement.execute("SELECT pg_create_physical_replication_slot('%s', true)".formatted(name));
    }
  }

  static boolean slotHoldsTheLog(Connection connection, String name) throws SQLException {
    return exists(
        connection,
        "SELECT 1 FROM pg_replication_slots WHERE slot_name = ? AND wal_status <> 'lost'",
        name);
  }

  private static void role(Connection connection, String name, String attributes, String password)
      throws SQLException {
    if (exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE %s %s PASSWORD '%s'".formatted(name, attributes, password));
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }
}
