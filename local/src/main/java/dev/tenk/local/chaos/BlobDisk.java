package dev.tenk.local.chaos;

import dev.tenk.embedded.process.EngineException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A small file system in memory where a suite keeps its blobs, so that it can be filled. Only who
 * may mount has one: root on Linux.
 */
public final class BlobDisk implements AutoCloseable {

  private static final int MEBIBYTES = 256;
  private static final int BLOCK_BYTES = 1 << 16;
  private static final long LIMIT_SECONDS = 10;

  private final Path directory;

  private BlobDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts one beside the suite's data, before the suite is started.
   *
   * @param blobs where the suite will look for its blobs; becomes a link
   */
  public static Optional<BlobDisk> mount(Path blobs) {
    try {
      Path directory = Files.createTempDirectory("tenk-blobs-");
      if (!run(
          "mount", "-t", "tmpfs", "-o", "size=" + MEBIBYTES + "m", "tenk", directory.toString())) {
        Files.delete(directory);
        return Optional.empty();
      }
      Files.createDirectories(blobs.toAbsolutePath().getParent());
      Files.createSymbolicLink(blobs, directory);
      return Optional.of(new BlobDisk(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes all room that is left. */
  void fill() {
    byte[] block = new byte[BLOCK_BYTES];
    try (OutputStream out = Files.newOutputStream(filler())) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // full, which was wanted
    }
  }

  /** Gives it back. */
  void free() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new EngineException("The blob disk stays full: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    if (run("umount", directory.toString())) {
      directory.toFile().delete();
    }
  }

  private Path filler() {
    return directory.resolve("filler");
  }

  private static boolean run(String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
