package dev.tenk.platform.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where reads of the database stand: the seam to whoever routes them to replicas. Thread-safe. */
public interface ReadPositions {

  /** Whether the current request needs to see nothing in particular; never blocks. */
  boolean needsNothing();

  /** What the current request must see. May block, briefly. */
  ReadNeed need();

  /** Whether every read sees all that was committed, whoever asks; never blocks. */
  boolean showAll();

  /** What somebody who is signed in and brings no tokens must see. Never blocks, never fails. */
  CompletionStage<ReadNeed> need(String identity);

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
      public boolean needsNothing() {
        return true;
      }

      @Override
      public ReadNeed need() {
        return ReadNeed.NOTHING;
      }

      @Override
      public boolean showAll() {
        return true;
      }

      @Override
      public CompletionStage<ReadNeed> need(String identity) {
        return CompletableFuture.completedFuture(ReadNeed.NOTHING);
      }

      @Override
      public <T> Seen<T> read(ReadNeed need, Callable<T> load) throws Exception {
        return new Seen<>(load.call(), null);
      }
    };
  }
}
