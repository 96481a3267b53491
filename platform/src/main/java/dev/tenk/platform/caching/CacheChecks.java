package dev.tenk.platform.caching;

import dev.tenk.platform.cache.CacheConfig;
import dev.tenk.platform.config.ProductionCheck;
import dev.tenk.platform.database.replica.ReplicaConfig;
import io.quarkus.arc.Unremovable;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Settings by which an old value could come back. */
@Singleton
@Unremovable
@IfBuildProperty(name = "tenk.cache.enabled", stringValue = "true")
public final class CacheChecks implements ProductionCheck {

  private final CacheConfig config;
  private final ReplicaConfig replicas;

  CacheChecks(CacheConfig config, ReplicaConfig replicas) {
    this.config = config;
    this.replicas = replicas;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    config
        .policies()
        .forEach(
            (name, policy) -> {
              Duration needed = replicas.maxLag().plus(policy.loadTimeout());
              if (config.tombstone().compareTo(needed) <= 0) {
                findings.add(
                    new Finding(
                        "tenk.cache.tombstone",
                        "must be longer than tenk.database.replicas.max-lag and the load-timeout of "
                            + name
                            + " together"));
              }
            });
    if (config.lostAfter().compareTo(config.heartbeat()) <= 0) {
      findings.add(
          new Finding("tenk.cache.lost-after", "must be longer than tenk.cache.heartbeat"));
    }
    return findings;
  }
}
