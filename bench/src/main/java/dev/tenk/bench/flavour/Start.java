package dev.tenk.bench.flavour;

import dev.tenk.local.service.Flavour;
import dev.tenk.local.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How a form starts.
 *
 * @param service the service
 * @param flavour the form
 * @param first200 the median time from the start of the process to its first 200
 * @param idleMebibytes resident memory five seconds later
 * @param builtMebibytes size of what was built, without a Java runtime or base image
 */
record Start(
    Service service, Flavour flavour, Duration first200, long idleMebibytes, long builtMebibytes) {

  /** The size of what was built in this form, in MiB. */
  static long builtMebibytes(Path module, Flavour flavour) throws IOException {
    Path target = module.resolve("target");
    try (Stream<Path> files =
        switch (flavour) {
          case JVM -> Files.walk(target.resolve("quarkus-app"));
          case AOT -> Files.walk(target.resolve("quarkus-aot"));
          case NATIVE -> Files.list(target).filter(file -> file.toString().endsWith("-runner"));
        }) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(Start::size).sum();
      return bytes >> 20;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
