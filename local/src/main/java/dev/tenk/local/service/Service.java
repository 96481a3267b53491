package dev.tenk.local.service;

import dev.tenk.embedded.process.Claim;

/** The services, each a module of this checkout and a process of the suite. */
public enum Service {
  USER("user-service"),
  MEDIA("media-service"),
  WORKER("worker-service");

  private final String module;

  Service(String module) {
    this.module = module;
  }

  /** The name of the module, the process and the log. */
  public String module() {
    return module;
  }

  /**
   * Of the processors: little where nobody waits for its answer. In a cluster requests of CPU say
   * so.
   */
  public Claim claim() {
    return this == WORKER ? Claim.LITTLE : Claim.EQUAL;
  }
}
