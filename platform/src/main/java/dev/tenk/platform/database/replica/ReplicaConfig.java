package dev.tenk.platform.database.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The replicas of the default datasource. What is not said here they take from the primary's pool.
 */
@ConfigMapping(prefix = "tenk.database.replicas")
public interface ReplicaConfig {

  /** How a replica is chosen among those that may answer. */
  enum Choice {
    /** The one that is nearest to the primary; in turn where they are equally near. */
    LEAST_LAG,
    /** In turn. */
    ROUND_ROBIN
  }

  /**
   * JDBC URLs, separated by commas. Each names one server: a name that stands for several is
   * refused connection by connection. Unset: every read goes to the primary.
   */
  Optional<List<String>> urls();

  /** Role, where it is not the primary's. */
  Optional<String> username();

  /** Password, where it is not the primary's. */
  Optional<String> password();

  /** Connections to each replica; as many as the primary's pool for writes has by default. */
  OptionalInt maxSize();

  /** How long a read waits for a new connection before it falls back. */
  @WithDefault("0.5S")
  Duration acquisitionTimeout();

  /** How long a replica may be silent in the middle of an answer before the read falls back. */
  @WithDefault("5S")
  Duration socketTimeout();

  /** How often each replica and the primary are asked for their position. */
  @WithDefault("0.05S")
  Duration poll();

  /**
   * By how much a replica may lag behind the primary and still be read by those who wrote nothing.
   */
  @WithDefault("5S")
  Duration maxLag();

  /** How a replica is chosen. */
  @WithDefault("least-lag")
  Choice choice();
}
