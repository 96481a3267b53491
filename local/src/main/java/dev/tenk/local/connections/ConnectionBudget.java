package dev.tenk.local.connections;

import java.util.List;

/**
 * The connections that pods may open to one PostgreSQL server, and the {@code max_connections} that
 * it needs for them. The one place of the formula; docs/operations/connections.md explains it.
 *
 * @param services of this server
 */
public record ConnectionBudget(List<ServiceShare> services) {

  /** What Flyway opens: its history, the migration, its lock. */
  static final int MIGRATION_JOB = 3;

  /** PostgreSQL's {@code superuser_reserved_connections}. */
  static final int SUPERUSER = 3;

  /** The operator, metrics, backups, and a person with psql. */
  static final int OPERATIONS = 10;

  /** A rolling update starts new pods before it ends the old: a quarter more, rounded up. */
  private static final double SURGE = 1.25;

  /** Copies the list. */
  public ConnectionBudget {
    services = List.copyOf(services);
  }

  /**
   * A service's part.
   *
   * @param service its name
   * @param pods the most that an autoscaler may start
   * @param pool {@code quarkus.datasource.jdbc.max-size} and {@code tenk.database.reads.max-size}:
   *     no pod opens more
   */
  public record ServiceShare(String service, int pods, int pool) {

    /** Pods while they are rolled. */
    public int podsAtMost() {
      return (int) Math.ceil(pods * SURGE);
    }

    /**
     * Connections at most, with one of the probe that polls this server's position for each pod.
     */
    public int connections() {
      return podsAtMost() * (pool + 1);
    }
  }

  /** For the services' roles together. */
  public int pods() {
    return services.stream().mapToInt(ServiceShare::connections).sum();
  }

  /** The least {@code max_connections} at which nobody is refused. */
  public int maxConnections() {
    return pods() + services.size() * MIGRATION_JOB + SUPERUSER + OPERATIONS;
  }
}
