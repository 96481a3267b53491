package dev.tenk.embedded.postgres;

/**
 * One service's database: its role owns it and can connect to no other.
 *
 * @param jdbcUrl on the primary
 * @param replicaJdbcUrl the same database on the replica
 * @param username role of the service
 * @param password generated, kept with the data
 */
public record Database(String jdbcUrl, String replicaJdbcUrl, String username, String password) {}
