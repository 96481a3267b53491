package dev.tenk.platform.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The buckets of this pod alone, for when Redis is away: the same arithmetic as gcra.lua. At the
 * bound the buckets that were used least are forgotten. Any thread; never blocks.
 */
final class LocalBuckets {

  private static final int MAX_BUCKETS = 100_000;
  private static final long MAX_IDLE_HOURS = 24;

  private final LongSupplier nowMicros;

  /** Theoretical arrival times in microseconds. */
  private final Cache<String, Double> buckets =
      Caffeine.newBuilder()
          .maximumSize(MAX_BUCKETS)
          .expireAfterAccess(MAX_IDLE_HOURS, TimeUnit.HOURS)
          .build();

  LocalBuckets(LongSupplier nowMicros) {
    this.nowMicros = nowMicros;
  }

  RateLimitDecision take(RateLimitPolicy policy, String bucket, int calls) {
    long now = nowMicros.getAsLong();
    AtomicBoolean allowed = new AtomicBoolean();
    Double tat =
        buckets
            .asMap()
            .compute(
                bucket,
                (_, before) -> {
                  double old = before == null ? now : Math.max(now, before);
                  double after = Math.max(now, old + policy.emissionMicros() * calls);
                  allowed.set(after - now <= policy.windowMicros() + 0.5);
                  return allowed.get() ? after : old;
                });
    double used = tat == null ? 0 : tat - now;
    return RateLimitDecision.ofMicros(
        allowed.get(),
        (long) Math.floor((policy.windowMicros() - used + 0.5) / policy.emissionMicros()),
        (long) Math.ceil(Math.max(0, used + policy.emissionMicros() - policy.windowMicros())),
        (long) Math.ceil(used));
  }
}
