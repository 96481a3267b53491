package dev.tenk.local.service;

import dev.tenk.embedded.process.EngineException;
import dev.tenk.embedded.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two forms that a service is built in. They take the same environment; memory is small in
 * both, since everything runs on one machine, but large enough for the uploads that the limits
 * allow at once.
 */
public enum Flavour {
  /** Classes on a Java virtual machine. */
  JVM,
  /** An executable without one. */
  NATIVE;

  private static final String HEAP = "-Xmx256m";

  /**
   * Without the optimising compiler the services start in half the time, at half the throughput: to
   * measure throughput, leave that option out.
   */
  private static final List<String> OPTIONS =
      List.of(
          HEAP,
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-XX:TieredStopAtLevel=1",
          "-Xss512k",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-jar");

  /**
   * The command that starts what was built in the module.
   *
   * @throws EngineException when it is not built in this form
   */
  List<String> command(Path module) {
    Path target = module.resolve("target");
    return switch (this) {
      case JVM -> {
        Path jar = target.resolve("quarkus-app/quarkus-run.jar");
        if (Files.notExists(jar)) {
          throw notBuilt(module, jar);
        }
        yield Stream.of(List.of(JavaCommand.java()), OPTIONS, List.of(jar.toString()))
            .flatMap(List::stream)
            .toList();
      }
      case NATIVE -> List.of(executable(module, target).toString(), HEAP);
    };
  }

  private static Path executable(Path module, Path target) {
    if (Files.isDirectory(target)) {
      try (var found = Files.newDirectoryStream(target, "*-runner")) {
        for (Path file : found) {
          return file;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw notBuilt(module, target.resolve("*-runner"));
  }

  private static EngineException notBuilt(Path module, Path missing) {
    return new EngineException(module.getFileName() + " is not built: " + missing + " is missing");
  }
}
