package dev.tenk.bench.peer;

import java.nio.file.Path;
import java.util.List;

/** A server under {@code bench/peers}. */
public enum Peer {
  /** Fastify on both cores. */
  NODE("node", List.of("node", "index.js"), "node_modules/.package-lock.json"),
  /** Spring Boot, MVC on virtual threads. */
  SPRING("spring", java("512m", "target/peer-spring.jar"), "target/peer-spring.jar"),
  /** One answer by Quarkus REST. */
  BARE(
      "bare",
      java("256m", "target/quarkus-app/quarkus-run.jar"),
      "target/quarkus-app/quarkus-run.jar");

  private final String directory;
  private final List<String> command;
  private final String built;

  Peer(String directory, List<String> command, String built) {
    this.directory = directory;
    this.command = command;
    this.built = built;
  }

  /** The options of Tenk's services, but for the heap. */
  private static List<String> java(String heap, String jar) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heap,
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        "-Xss512k",
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        jar);
  }

  /** As it is called on the command line, and in tables. */
  public String directory() {
    return directory;
  }

  Path in(Path checkout) {
    return checkout.resolve("bench/peers").resolve(directory);
  }

  /** What starts it, its files relative to its directory. */
  List<String> command() {
    return command;
  }

  /** The file that a build leaves. */
  Path built(Path checkout) {
    return in(checkout).resolve(built);
  }

  boolean isNode() {
    return this == NODE;
  }
}
