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

  static void database(Connection connection, String name, String password) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      role(connection, name, "LOGIN", password);
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
        statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
      }
      statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
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
