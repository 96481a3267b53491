package dev.tenk.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.caffeine.GeneratedCaffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalBucketsTest {

  private final RateLimitPolicy policy =
      new RateLimitPolicy("p", 3, Duration.ofSeconds(30), RateLimitConfig.By.ADDRESS);
  private final AtomicLong nowMicros = new AtomicLong(1_000_000_000);
  private final LocalBuckets buckets = new LocalBuckets(nowMicros::get);

  @Test
  void namesWhatCaffeineGenerates() throws ReflectiveOperationException {
    GeneratedCaffeine.assertNamed(buckets, "buckets");
  }

  @Test
  void letsTheQuotaThroughAtOnceAndThenOneEachInterval() {
    assertThat(take()).isEqualTo(decision(true, 2, 0, 10));
    assertThat(take()).isEqualTo(decision(true, 1, 0, 20));
    assertThat(take()).isEqualTo(decision(true, 0, 10, 30));
    assertThat(take()).isEqualTo(decision(false, 0, 10, 30));

    nowMicros.addAndGet(9_000_000);
    assertThat(take()).isEqualTo(decision(false, 0, 1, 21));
    nowMicros.addAndGet(1_000_000);
    assertThat(take()).isEqualTo(decision(true, 0, 10, 30));
  }

  @Test
  void fillsNoMoreThanTheQuota() {
    take();
    nowMicros.addAndGet(3_600_000_000L);

    assertThat(take()).isEqualTo(decision(true, 2, 0, 10));
  }

  @Test
  void takesBackWhatDidNotCount() {
    take();
    take();
    buckets.take(policy, "b", -1);

    assertThat(take()).isEqualTo(decision(true, 1, 0, 20));
    // and never more than there was
    buckets.take(policy, "c", -1);
    assertThat(buckets.take(policy, "c", 1)).isEqualTo(decision(true, 2, 0, 10));
  }

  @Test
  void keepsBucketsApart() {
    take();

    assertThat(buckets.take(policy, "other", 1).remaining()).isEqualTo(2);
  }

  @Test
  void refusesALimitOfNothing() {
    assertThatThrownBy(
            () -> new RateLimitPolicy("p", 0, Duration.ofSeconds(1), RateLimitConfig.By.ADDRESS))
        .hasMessage("tenk.rate-limit.\"p\": quota and window must be above zero");
  }

  private RateLimitDecision take() {
    return buckets.take(policy, "b", 1);
  }

  private static RateLimitDecision decision(
      boolean allowed, long remaining, int retrySeconds, int resetSeconds) {
    return new RateLimitDecision(
        allowed, remaining, Duration.ofSeconds(retrySeconds), Duration.ofSeconds(resetSeconds));
  }
}
