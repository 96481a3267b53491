package dev.tenk.platform.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the relay has in hand: sent and not yet settled, accepted and not yet deleted, refused and
 * not yet due again. Nothing in hand is fetched again, and there is no more of it than the window.
 *
 * <p>Settlements come on any thread; all else belongs to the relay's.
 */
final class OutboxWindow {

  private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(500).toNanos();
  private static final int MAX_DOUBLINGS = 10;
  private static final long SENT_AGAIN = Long.MAX_VALUE;

  private final int size;
  private final long maxPauseNanos;
  private final Map<UUID, WaitingMessage> inHand = new HashMap<>();
  private final Map<UUID, Refused> refused = new HashMap<>();
  private final List<WaitingMessage> accepted = new ArrayList<>();
  private final Queue<Settled> settled = new ConcurrentLinkedQueue<>();
  private final AtomicInteger out = new AtomicInteger();
  private final AtomicInteger ends = new AtomicInteger();

  private record Settled(WaitingMessage row, boolean accepted) {}

  private record Refused(int times, long dueNanos) {}

  OutboxWindow(int size, Duration maxRetryPause) {
    this.size = size;
    this.maxPauseNanos = maxRetryPause.toNanos();
  }

  /** In hand from now on. */
  void add(WaitingMessage row) {
    inHand.put(row.message().id(), row);
  }

  /** One more is sent. */
  void sending() {
    out.incrementAndGet();
  }

  /**
   * How sending ended; any thread. Answers whether it is time to look: when all that is out has
   * ended, or a quarter of the window. A look at each would make a transaction of each.
   */
  boolean settle(WaitingMessage row, boolean wasAccepted) {
    settled.add(new Settled(row, wasAccepted));
    int ended = ends.incrementAndGet();
    return ended >= Math.min(out.get(), quarter());
  }

  /** Takes in what was settled since; answers how many were refused. */
  int collect() {
    int failures = 0;
    for (Settled end = settled.poll(); end != null; end = settled.poll()) {
      ends.decrementAndGet();
      out.decrementAndGet();
      UUID id = end.row().message().id();
      if (end.accepted()) {
        accepted.add(end.row());
        refused.remove(id);
      } else {
        failures++;
        int times = refused.containsKey(id) ? refused.get(id).times() + 1 : 0;
        long pause = Math.min(maxPauseNanos, FIRST_PAUSE_NANOS << Math.min(times, MAX_DOUBLINGS));
        refused.put(id, new Refused(times, System.nanoTime() + pause));
      }
    }
    return failures;
  }

  /** Accepted rows that are still in the table. */
  List<WaitingMessage> accepted() {
    return accepted;
  }

  /** The accepted rows are deleted. */
  void deleted() {
    accepted.forEach(row -> inHand.remove(row.message().id()));
    accepted.clear();
  }

  /** Refused messages whose pause is over: to be sent again. */
  List<WaitingMessage> takeDue() {
    long now = System.nanoTime();
    List<WaitingMessage> due = new ArrayList<>();
    refused.forEach(
        (id, end) -> {
          WaitingMessage row = inHand.get(id);
          if (row != null && end.dueNanos() != SENT_AGAIN && now - end.dueNanos() >= 0) {
            due.add(row);
          }
        });
    due.forEach(
        row ->
            refused.computeIfPresent(
                row.message().id(), (id, end) -> new Refused(end.times(), SENT_AGAIN)));
    return due;
  }

  /**
   * Forgets refused messages when they fill half the window, so that they do not stop the others;
   * they are found again in the table. Answers their queues: those are to be left alone for a
   * while.
   */
  Set<String> makeRoom() {
    Set<String> queues = new HashSet<>();
    if (refused.size() > size / 2) {
      refused.forEach(
          (id, end) -> {
            WaitingMessage row = inHand.get(id);
            if (row != null && end.dueNanos() != SENT_AGAIN) {
              queues.add(row.message().queue());
              inHand.remove(id);
            }
          });
      refused.keySet().retainAll(inHand.keySet());
    }
    return queues;
  }

  /** Whether something waits to be sent again. */
  boolean isWaiting() {
    return !refused.isEmpty();
  }

  int free() {
    return size - inHand.size();
  }

  /** Whether a look at the table is worth it: a quarter of the window is free. */
  boolean hasRoom() {
    return free() >= quarter();
  }

  /** Whether nothing waits for the broker. */
  boolean isSettled() {
    return settled.isEmpty() && accepted.isEmpty() && unsettled() == 0;
  }

  private int quarter() {
    return Math.max(1, size / 4);
  }

  int unsettled() {
    return (int)
        inHand.keySet().stream()
            .filter(id -> !refused.containsKey(id) || refused.get(id).dueNanos() == SENT_AGAIN)
            .count();
  }

  Collection<UUID> ids() {
    return Set.copyOf(inHand.keySet());
  }

  BitSet slices() {
    BitSet slices = new BitSet(Slices.COUNT);
    inHand.values().forEach(row -> slices.set(Slices.of(row.message().bucket())));
    return slices;
  }
}
