package dev.tenk.platform.cache;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.time.Duration;
import java.util.Map;

/** How values are cached: for all caches of a service, then by the name of each. */
@ConfigMapping(prefix = "tenk.cache")
public interface CacheConfig {

  /** Whether this service caches; fixed when it is built, since that needs Redis. */
  @WithDefault("false")
  boolean enabled();

  /** How long an answer of Redis is waited for, before the loader is asked without it. */
  @WithDefault("0.05S")
  Duration redisPatience();

  /** After this time without an answer a call to Redis has failed. */
  @WithDefault("0.5S")
  Duration redisTimeout();

  /** How often Redis must be heard of: it answers after this time when there is nothing new. */
  @WithDefault("0.25S")
  Duration heartbeat();

  /** The link counts as lost when nothing was heard for this long. */
  @WithDefault("1S")
  Duration lostAfter();

  /** The longest life of an entry in memory while there is no link by which to hear of changes. */
  @WithDefault("1S")
  Duration unlinkedTtl();

  /**
   * How long loads after an invalidation read the primary: more than replicas may lag and a load
   * may take, together.
   */
  @WithDefault("20S")
  Duration tombstone();

  /** By the name of a cache. */
  @WithDefaults
  Map<String, Policy> policies();

  /** How one cache keeps its values. */
  interface Policy {

    /** How long an entry is fresh in memory. */
    @WithDefault("10S")
    Duration memoryTtl();

    /** How long an entry is fresh in Redis; 0 does not ask Redis for this cache. */
    @WithDefault("5M")
    Duration redisTtl();

    /** How long it is fresh that there is no value, in both tiers. */
    @WithDefault("5S")
    Duration negativeTtl();

    /** How long after its time a value may be given out when a new one cannot be had. */
    @WithDefault("10M")
    Duration staleFor();

    /** The part of a life by which it is shortened at random, so that not all end at once. */
    @WithDefault("0.1")
    double jitter();

    /** The last part of a life in which an entry that is asked for is renewed. */
    @WithDefault("0.2")
    double refreshAhead();

    /** The most that the entries may weigh in memory. */
    @WithDefault("16M")
    MemorySize maxBytes();

    /** How long a load is waited for where there is a stale value to give out instead. */
    @WithDefault("0.25S")
    Duration loadPatience();

    /** The longest that a load may take, also the life of its lease in Redis. */
    @WithDefault("5S")
    Duration loadTimeout();

    /**
     * Queries in flight at once of keys that wait together, by which more keys make larger queries
     * rather than more; eight times as many where none ends in time.
     */
    @WithDefault("2")
    int loadsInFlight();

    /** How long the load of another process is waited for, before this one loads too. */
    @WithDefault("0.3S")
    Duration leasePatience();
  }
}
