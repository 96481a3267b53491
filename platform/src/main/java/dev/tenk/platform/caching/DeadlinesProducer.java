package dev.tenk.platform.caching;

import dev.tenk.platform.cache.deadline.Deadlines;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;

/** One wheel for all waits of a process; what follows on those it ends may block. */
@Singleton
public final class DeadlinesProducer {

  @Produces
  @Singleton
  Deadlines deadlines() {
    return new Deadlines(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("late-", 0).factory()));
  }

  void close(@Disposes Deadlines deadlines) {
    deadlines.close();
  }
}
