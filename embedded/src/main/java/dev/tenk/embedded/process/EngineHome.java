package dev.tenk.embedded.process;

import java.nio.file.Path;

/**
 * Where engines live.
 *
 * @param data directory of the data and the generated passwords; each engine takes a subdirectory
 * @param logs directory of the log files
 * @param ledger records the processes
 * @param durable whether data must outlive the machine's crash; off for data that is dropped
 *     anyway, which is faster
 * @param memory what engines that start here may use
 */
public record EngineHome(
    Path data, Path logs, ProcessLedger ledger, boolean durable, EngineMemory memory) {

  /** A home whose data, logs and ledger are below one directory. */
  public static EngineHome in(Path directory, boolean durable) {
    return new EngineHome(
        directory.resolve("data"),
        directory.resolve("logs"),
        new ProcessLedger(directory.resolve("processes")),
        durable,
        EngineMemory.SMALL);
  }

  /** The same home with other memory, for engines that are made from here on. */
  public EngineHome with(EngineMemory other) {
    return new EngineHome(data, logs, ledger, durable, other);
  }
}
