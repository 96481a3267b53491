package dev.tenk.local.service;

import java.util.List;
import java.util.stream.Stream;

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
   * The command that starts it, with less claim to the processor than the others where nobody waits
   * for its answer: in a cluster requests of CPU say so.
   */
  public List<String> inItsPlace(List<String> command) {
    return this == WORKER
        ? Stream.concat(Stream.of("nice", "-n", "10"), command.stream()).toList()
        : command;
  }
}
