package dev.tenk.platform.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Lets go, once, of the pages of a native executable that its start has read: code that runs once,
 * objects that were made when it was built. They are the file's; what is used again is mapped again
 * from the kernel's cache, and what is not can be given to others. On a JVM there are none.
 */
@Singleton
final class StartPages {

  private static final Logger LOG = Logger.getLogger(StartPages.class);

  /** By then the first connections are there. */
  private static final Duration AFTER = Duration.ofSeconds(2);

  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final Path EXECUTABLE = Path.of("/proc/self/exe");
  private static final int MEBIBYTE = 1 << 20;

  private final Vertx vertx;

  StartPages(Vertx vertx) {
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      vertx.setTimer(AFTER.toMillis(), _ -> vertx.executeBlocking(StartPages::drop));
    }
  }

  private static long drop() {
    long bytes = 0;
    try (Stream<String> lines = Files.lines(MAPPINGS, UTF_8)) {
      String executable = Files.readSymbolicLink(EXECUTABLE).toString();
      for (FilePages pages : FilePages.unwritten(lines, executable)) {
        bytes += MemoryAdvice.drop(pages) ? pages.resident() : 0;
      }
    } catch (IOException e) {
      LOG.debug("what is mapped cannot be read", e);
    }
    LOG.debugf("let go of %d MiB that the start had read", bytes / MEBIBYTE);
    return bytes;
  }
}
