package dev.tenk.user.session;

import dev.tenk.user.revocation.SessionsEnded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * {@code tenk.sessions.begun} counts sign-ins, {@code tenk.sessions.ended} sessions that somebody
 * or something ended before their time, both by this pod. {@code tenk.sessions.live} is how many
 * sessions there are, of the whole installation: estimated by the slices of the buckets that the
 * expiry has counted as it went round, which are equal shares of all accounts. No table is counted
 * for a scrape.
 */
@Singleton
public class SessionMetrics {

  private static final long UNKNOWN = -1;

  private final Counter begun;
  private final Counter ended;
  private final AtomicLongArray counted = new AtomicLongArray(SessionExpiry.SLICES);

  SessionMetrics(MeterRegistry metrics) {
    begun = metrics.counter("tenk.sessions.begun");
    ended = metrics.counter("tenk.sessions.ended");
    for (int slice = 0; slice < counted.length(); slice++) {
      counted.set(slice, UNKNOWN);
    }
    metrics.gauge("tenk.sessions.live", this, SessionMetrics::live);
  }

  void begun() {
    begun.increment();
  }

  void ended(@Observes SessionsEnded sessions) {
    ended.increment(sessions.sessions().size());
  }

  void counted(int slice, long sessions) {
    counted.set(slice, sessions);
  }

  /** All slices, where those that were not counted yet are taken for the mean of the others. */
  double live() {
    long known = 0;
    long sum = 0;
    for (int slice = 0; slice < counted.length(); slice++) {
      long sessions = counted.get(slice);
      if (sessions != UNKNOWN) {
        known++;
        sum += sessions;
      }
    }
    return known == 0 ? Double.NaN : (double) sum * counted.length() / known;
  }
}
