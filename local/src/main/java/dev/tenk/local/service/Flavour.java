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
 * The forms that a service is built in. They take the same environment; memory is small in all,
 * since everything runs on one machine, but large enough for the uploads that the limits allow at
 * once.
 */
public enum Flavour {
  /** Classes on a Java virtual machine. */
  JVM,
  /** The same with an ahead-of-time cache (JEP 514) of what they load and compile. */
  AOT,
  /** An executable without a virtual machine. */
  NATIVE;

  /** The usual heap of a service here, in MiB. */
  public static final int HEAP = 256;

  /**
   * A cache serves only a virtual machine with the options that it was trained with, and none with
   * options of modules: native access is allowed by the jars' manifest instead.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-Xss512k",
          "-XX:MaxNewSize=32m",
          "-XX:MetaspaceSize=128m",
          "-XX:TrimNativeHeapInterval=60000",
          "-XX:+ExitOnOutOfMemoryError",
          "--sun-misc-unsafe-memory-access=allow");

  /** Without the optimising compiler classes start in half the time, at half the throughput. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  /**
   * The command that starts what was built in the module, soon rather than for throughput.
   *
   * @throws EngineException when it is not built in this form
   */
  List<String> command(Path module) {
    return this == JVM
        ? java(module, "quarkus-app", HEAP, QUICK_START)
        : fullSpeedCommand(module, HEAP);
  }

  /**
   * The command that starts what was built in the module, as production would.
   *
   * @param heap at most, in MiB
   * @throws EngineException when it is not built in this form
   */
  public List<String> fullSpeedCommand(Path module, int heap) {
    return switch (this) {
      case JVM -> java(module, "quarkus-app", heap);
      case AOT ->
          java(
              module,
              "quarkus-aot",
              heap,
              "-XX:AOTCache=" + built(module, module.resolve("target/quarkus-aot/app.aot")));
      case NATIVE -> List.of(executable(module, module.resolve("target")).toString(), atMost(heap));
    };
  }

  private static String atMost(int heap) {
    return "-Xmx" + heap + "m";
  }

  private static List<String> java(Path module, String directory, int heap, String... more) {
    Path jar =
        built(module, module.resolve("target").resolve(directory).resolve("quarkus-run.jar"));
    return Stream.of(
            List.of(JavaCommand.java(), atMost(heap)),
            OPTIONS,
            List.of(more),
            List.of("-jar", jar.toString()))
        .flatMap(List::stream)
        .toList();
  }

  private static Path built(Path module, Path file) {
    if (Files.notExists(file)) {
      throw notBuilt(module, file);
    }
    return file;
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
