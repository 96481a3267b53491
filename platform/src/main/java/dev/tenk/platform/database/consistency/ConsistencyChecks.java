package dev.tenk.platform.database.consistency;

import dev.tenk.platform.config.ProductionCheck;
import dev.tenk.platform.database.replica.ReplicaConfig;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Settings by which a caller could miss a write of its own. */
@Singleton
@Unremovable
public final class ConsistencyChecks implements ProductionCheck {

  private final ReplicaConfig replicas;
  private final ConsistencyConfig config;

  ConsistencyChecks(ReplicaConfig replicas, ConsistencyConfig config) {
    this.replicas = replicas;
    this.config = config;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (replicas.urls().isPresent() && config.keyFile().isEmpty()) {
      findings.add(
          new Finding(
              "tenk.database.consistency.key-file",
              "must be set where there are replicas: pods must accept each other's tokens"));
    }
    if (config.lifetime().compareTo(replicas.maxLag()) <= 0) {
      findings.add(
          new Finding(
              "tenk.database.consistency.lifetime",
              "must be longer than tenk.database.replicas.max-lag"));
    }
    return findings;
  }
}
