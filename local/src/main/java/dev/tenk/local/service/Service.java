package dev.tenk.local.service;

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
}
