package dev.tenk.local.schema;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The files of the checkout. */
final class Migrations {

  static final List<String> SERVICES = List.of("user-service", "media-service");

  private static final Path CHECKOUT = Path.of("..");

  private Migrations() {}

  /** Where the SQL of a service lies, in the form that Flyway takes. */
  static String[] locations(String service) {
    return new String[] {
      "filesystem:" + CHECKOUT.resolve("platform/src/main/resources/db/platform"),
      "filesystem:" + resources(service).resolve("db/migration")
    };
  }

  static Path resources(String service) {
    return CHECKOUT.resolve(service).resolve("src/main/resources");
  }

  /** All scripts of a service, the oldest first. */
  static List<Script> of(String service) throws IOException {
    return Stream.of(
            CHECKOUT.resolve("platform/src/main/resources/db/platform"),
            resources(service).resolve("db/migration"))
        .flatMap(Migrations::scriptsIn)
        .sorted(java.util.Comparator.comparingDouble(Script::version))
        .toList();
  }

  /** The newest migration of the last release. */
  static double released(String service) throws IOException {
    var released = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of("src/test/resources/released-migrations.properties"))) {
      released.load(reader);
    }
    return Double.parseDouble(released.getProperty(service));
  }

  private static Stream<Script> scriptsIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .map(Script::read)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
