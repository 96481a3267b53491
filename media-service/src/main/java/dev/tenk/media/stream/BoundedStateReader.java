package dev.tenk.media.stream;

import dev.tenk.media.medium.ChangePosition;
import dev.tenk.media.medium.MediumState;
import dev.tenk.media.medium.MediumStates;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Reads states on virtual threads, a few at a time: when all clients of a pod come again at once,
 * they must not take the connections of those who upload.
 */
@Singleton
final class BoundedStateReader implements StateReader {

  private final MediumStates states;
  private final ExecutorService virtualThreads;
  private final Semaphore room;

  BoundedStateReader(
      MediumStates states, StreamConfig config, @VirtualThreads ExecutorService virtualThreads) {
    this.states = states;
    this.virtualThreads = virtualThreads;
    this.room = new Semaphore(config.reads());
  }

  @Override
  public CompletionStage<Optional<MediumState>> find(ShardedId medium) {
    return read(() -> states.find(medium));
  }

  @Override
  public CompletionStage<List<MediumState>> listChanged(ShardedId owner, ChangePosition after) {
    return read(() -> states.listChanged(owner, after, PAGE));
  }

  private <T> CompletionStage<T> read(Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          room.acquireUninterruptibly();
          try {
            return work.get();
          } finally {
            room.release();
          }
        },
        virtualThreads);
  }
}
