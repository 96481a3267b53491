package dev.tenk.bench.load;

import java.time.Duration;
import java.util.List;

/** When each call of an open model is to be sent, in nanoseconds from the first. */
final class Arrivals {

  private final List<Phase> phases;
  private final Duration time;
  private final long calls;

  Arrivals(List<Phase> phases) {
    this.phases = List.copyOf(phases);
    this.time = phases.stream().map(Phase::time).reduce(Duration.ZERO, Duration::plus);
    this.calls = phases.stream().mapToLong(Phase::calls).sum();
  }

  /** Of all phases together. */
  Duration time() {
    return time;
  }

  /** Of all phases together. */
  long calls() {
    return calls;
  }

  /** How many are to be sent up to then. */
  long dueAt(long nanos) {
    long due = 0;
    long left = nanos;
    for (Phase phase : phases) {
      if (left < phase.time().toNanos()) {
        return due + Math.min(phase.calls(), (long) (left * phase.perSecond() / 1e9) + 1);
      }
      due += phase.calls();
      left -= phase.time().toNanos();
    }
    return due;
  }

  /** When the call of this number, from 0, is to be sent. */
  long time(long number) {
    long left = number;
    long begin = 0;
    for (Phase phase : phases) {
      if (left < phase.calls()) {
        return begin + (long) (left * 1e9 / phase.perSecond());
      }
      left -= phase.calls();
      begin += phase.time().toNanos();
    }
    return begin;
  }
}
