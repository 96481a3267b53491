package dev.tenk.worker.job;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A blob store in a directory of the test's own. */
public final class TemporaryBlobs implements QuarkusTestResourceLifecycleManager {

  private @Nullable Path directory;

  @Override
  public Map<String, String> start() {
    try {
      Path created = Files.createTempDirectory("tenk-blobs");
      directory = created;
      return Map.of("tenk.blob.directory", created.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells a test of another process where the store is. */
  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(directory, new TestInjector.MatchesType(Path.class));
  }

  @Override
  public void stop() {
    Path created = directory;
    if (created == null) {
      return;
    }
    try (Stream<Path> paths = Files.walk(created)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
