package dev.tenk.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** Builds a peer from public packages where its sources are newer than what was built. */
public final class PeerBuild {

  private static final int SHOWN_LINES = 15;

  private final Path checkout;

  public PeerBuild(Path checkout) {
    this.checkout = checkout;
  }

  /**
   * Builds it where it is stale.
   *
   * @throws IllegalStateException saying what is missing, when npm or Maven cannot build it
   */
  public void build(Peer peer) throws IOException, InterruptedException {
    if (!isStale(peer)) {
      return;
    }
    Path log = checkout.resolve("bench/target/peer-" + peer.directory() + ".log");
    System.out.println("building the peer '" + peer.directory() + "': " + log);
    Files.createDirectories(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command(peer))
            .directory(peer.in(checkout).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(
          "%s is missing, which builds the peer '%s': install it, or leave the peer out by --peers"
              .formatted(command(peer).getFirst(), peer.directory()),
          e);
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException(
          "%s could not build the peer '%s', as when its registry does not serve a package; leave it out by --peers, or see %s, which ends:%n  %s"
              .formatted(
                  command(peer).getFirst(),
                  peer.directory(),
                  log,
                  String.join(System.lineSeparator() + "  ", lastLines(log))));
    }
    Files.setLastModifiedTime(
        peer.built(checkout), FileTime.fromMillis(System.currentTimeMillis()));
  }

  private List<String> command(Peer peer) {
    return peer.isNode()
        ? List.of("npm", "ci", "--no-audit", "--no-fund")
        : List.of(checkout.resolve("mvnw").toString(), "-B", "-ntp", "-q", "package");
  }

  private boolean isStale(Peer peer) throws IOException {
    Path built = peer.built(checkout);
    if (Files.notExists(built)) {
      return true;
    }
    FileTime since = Files.getLastModifiedTime(built);
    Path directory = peer.in(checkout);
    try (Stream<Path> sources =
        peer.isNode()
            ? Stream.of(directory.resolve("package.json"), directory.resolve("package-lock.json"))
            : Stream.concat(
                Stream.of(directory.resolve("pom.xml")), Files.walk(directory.resolve("src")))) {
      return sources.anyMatch(file -> isNewer(file, since));
    }
  }

  private static boolean isNewer(Path file, FileTime since) {
    try {
      return Files.getLastModifiedTime(file).compareTo(since) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lastLines(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    return lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
  }
}
