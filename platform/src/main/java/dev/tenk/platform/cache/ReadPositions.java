package dev.tenk.platform.cache;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Where reads of the database stand: the seam to whoever routes them to replicas. Thread-safe. */
public interface ReadPositions {

  /** Runs a load outside a request, which must see this. Blocking. */
  <T> Seen<T> read(ReadNeed need, Callable<T> load) throws Exception;

  /**
   * What a load has brought.
   *
   * @param position what it has seen at least, or null where that is not known
   */
  record Seen<T>(T value, @Nullable Position position) {}

  /** For a database without replicas: every read sees all that was committed. */
  static ReadPositions ofOneServer() {
    return new ReadPositions() {

      @Override
      public <T> Seen<T> read(ReadNeed need, Callable<T> load) throws Exception {
        return new Seen<>(load.call(), null);
      }
    };
  }
}
