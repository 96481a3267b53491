package dev.tenk.embedded.postgres;

/**
 * One service's database: its role reads and writes rows there and can connect to no other; another
 * role owns the schema and migrates it.
 *
 * @param jdbcUrl on the primary
 * @param replicaJdbcUrl the same database on the replica
 * @param username role of the service
 * @param password generated, kept with the data
 * @param ownerUsername role of migrations
 * @param ownerPassword generated, kept with the data
 */
public record Database(
    String jdbcUrl,
    String replicaJdbcUrl,
    String username,
    String password,
    String ownerUsername,
    String ownerPassword) {}
