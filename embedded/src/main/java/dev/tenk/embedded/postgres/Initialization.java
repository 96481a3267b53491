package dev.tenk.embedded.postgres;

import dev.tenk.embedded.process.Directories;
import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.EngineProcess;
import dev.tenk.embedded.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a new data directory beside its final place, so that a kill in between leaves no half of
 * one.
 */
final class Initialization {
  private Initialization() {}

  static void run(Path data, Path superuserPasswordFile, EngineHome home) {
    Path draft = data.resolveSibling(data.getFileName() + ".draft");
    Directories.delete(draft);
    List<String> command =
        new ArrayList<>(
            PostgresBinaries.command(
                "initdb",
                "--pgdata=" + draft,
                "--username=" + Postgres.SUPERUSER,
                "--pwfile=" + superuserPasswordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--set=shared_buffers=64MB"));
    if (!home.durable()) {
      command.add("--no-sync");
    }
    EngineProcess initdb =
        EngineProcess.start(
            new EngineProcess.Command(
                "postgres-init",
                command,
                Map.of(),
                home.logs().resolve("postgres-init.log"),
                Signal.TERM),
            home.ledger());
    if (initdb.onExit().join() != 0) {
      throw new EngineException("initdb failed" + initdb.lastLines());
    }
    try {
      Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
