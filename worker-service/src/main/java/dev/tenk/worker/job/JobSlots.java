package dev.tenk.worker.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the messages in hand run.
 *
 * <p>Interactive work goes first, and bulk work never takes the last slot where there is more than
 * one. A suspect, which was delivered before and never settled, runs alone: if it ends the process,
 * it takes no neighbour with it and is known by its deliveries the next time.
 */
final class JobSlots {

  private final int slots;
  private final Deque<CompletableFuture<Slot>> suspects = new ArrayDeque<>();
  private final Deque<CompletableFuture<Slot>> interactive = new ArrayDeque<>();
  private final Deque<CompletableFuture<Slot>> bulk = new ArrayDeque<>();
  private int running;
  private int bulkRunning;
  private boolean alone;
  private boolean closed;

  JobSlots(int slots) {
    this.slots = slots;
  }

  /** How a message came. */
  enum Lane {
    INTERACTIVE,
    BULK,
    SUSPECT
  }

  /** A place to run, until it is closed. */
  final class Slot implements AutoCloseable {

    private final Lane lane;
    private boolean open = true;

    private Slot(Lane lane) {
      this.lane = lane;
    }

    /** May be called again. */
    @Override
    public void close() {
      free(this);
    }
  }

  /** How many bulk jobs may run at a time. */
  int bulkSlots() {
    return Math.max(1, slots - 1);
  }

  /** Completes when it may run; is cancelled when {@link #close} comes first. */
  CompletableFuture<Slot> take(Lane lane) {
    CompletableFuture<Slot> waiting = new CompletableFuture<>();
    synchronized (this) {
      if (closed) {
        waiting.cancel(false);
        return waiting;
      }
      queue(lane).add(waiting);
    }
    startNext();
    return waiting;
  }

  /** Starts nothing more: who waits is cancelled. */
  void close() {
    Deque<CompletableFuture<Slot>> waiting = new ArrayDeque<>();
    synchronized (this) {
      closed = true;
      for (Lane lane : Lane.values()) {
        waiting.addAll(queue(lane));
        queue(lane).clear();
      }
    }
    waiting.forEach(each -> each.completeExceptionally(new CancellationException("draining")));
  }

  private void free(Slot slot) {
    synchronized (this) {
      if (!slot.open) {
        return;
      }
      slot.open = false;
      running--;
      switch (slot.lane) {
        case SUSPECT -> alone = false;
        case BULK -> bulkRunning--;
        case INTERACTIVE -> {}
      }
    }
    startNext();
  }

  /** Completes outside of the lock: what follows runs on this thread. */
  private void startNext() {
    while (true) {
      CompletableFuture<Slot> next;
      Slot slot;
      synchronized (this) {
        Lane lane = nextLane();
        next = lane == null ? null : queue(lane).poll();
        if (lane == null || next == null) {
          return;
        }
        slot = new Slot(lane);
        running++;
        alone = lane == Lane.SUSPECT;
        bulkRunning += lane == Lane.BULK ? 1 : 0;
      }
      next.complete(slot);
    }
  }

  private @Nullable Lane nextLane() {
    if (alone || running >= slots) {
      return null;
    }
    if (!suspects.isEmpty()) {
      return running == 0 ? Lane.SUSPECT : null;
    }
    if (!interactive.isEmpty()) {
      return Lane.INTERACTIVE;
    }
    return !bulk.isEmpty() && bulkRunning < bulkSlots() ? Lane.BULK : null;
  }

  private Deque<CompletableFuture<Slot>> queue(Lane lane) {
    return switch (lane) {
      case INTERACTIVE -> interactive;
      case BULK -> bulk;
      case SUSPECT -> suspects;
    };
  }
}
