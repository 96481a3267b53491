package dev.tenk.platform.cache;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** How long entries of one cache live, each a little differently. */
final class Lives<V> {

  /** What an entry and its place in the table weigh beside the value. */
  private static final int OVERHEAD_BYTES = 264;

  private final CacheConfig config;
  private final CacheConfig.Policy policy;
  private final ToIntFunction<V> weigh;
  private final DoubleSupplier random;

  Lives(
      CacheConfig config,
      CacheConfig.Policy policy,
      ToIntFunction<V> weigh,
      DoubleSupplier random) {
    this.config = config;
    this.policy = policy;
    this.weigh = weigh;
    this.random = random;
  }

  /** After so long no entry in memory is an answer any more, whatever it is. */
  static Duration longestInMemory(CacheConfig.Policy policy) {
    Duration value = policy.memoryTtl().plus(policy.staleFor());
    return value.compareTo(policy.negativeTtl()) > 0 ? value : policy.negativeTtl();
  }

  /** Whether entries live in Redis at all. */
  boolean useRedis() {
    return policy.redisTtl().isPositive();
  }

  /** The life of what a load has brought, in Redis where that has any part in it. */
  Duration loaded(@Nullable V value) {
    if (value == null) {
      return jittered(policy.negativeTtl());
    }
    return useRedis() ? jittered(policy.redisTtl()) : policy.memoryTtl();
  }

  /** How long Redis keeps in all what has such a life. */
  Duration keptInRedis(@Nullable V value, Duration fresh) {
    return value == null ? fresh : fresh.plus(policy.staleFor());
  }

  /** Below this rest of its life an entry in Redis is renewed by who asks for it. */
  Duration renewedBelow() {
    return part(policy.redisTtl(), policy.refreshAhead());
  }

  /**
   * An entry in memory.
   *
   * @param rest the most that is left of its life; negative for how long that is over
   * @param now by {@link System#nanoTime()}
   */
  Entry<V> entry(
      @Nullable V value,
      @Nullable Position seen,
      Duration rest,
      boolean linked,
      long generation,
      long now) {
    Duration life = jittered(value == null ? policy.negativeTtl() : policy.memoryTtl());
    if (!linked) {
      life = shorter(life, config.unlinkedTtl());
    }
    long nanos = Math.max(0, shorter(life, rest).toNanos());
    long fresh = now + nanos;
    long over = Math.min(0, rest.toNanos());
    return new Entry<>(
        value,
        fresh - (long) (nanos * policy.refreshAhead()),
        fresh,
        value == null ? fresh : fresh + over + policy.staleFor().toNanos(),
        seen,
        generation,
        OVERHEAD_BYTES + (value == null ? 0 : weigh.applyAsInt(value)),
        false);
  }

  private Duration jittered(Duration life) {
    return life.minus(part(life, policy.jitter() * random.getAsDouble()));
  }

  private static Duration part(Duration life, double part) {
    return Duration.ofNanos((long) (life.toNanos() * part));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
