package dev.tenk.platform.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tenk.platform.caffeine.GeneratedCaffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryTierTest {

  @Test
  void knowsForAWhileWhatHasChanged() {
    // given
    var nanos = new AtomicLong(Duration.ofDays(1).toNanos());
    Ticker ticker = nanos::get;
    var tier =
        new MemoryTier<String, String>(
            new Coherence(ticker), 1_024, Duration.ofHours(1), Duration.ofSeconds(30), ticker);
    assertThat(tier.changedLately("a")).isFalse();

    // when
    tier.invalidate("a");

    // then
    assertThat(tier.changedLately("a")).isTrue();
    nanos.addAndGet(Duration.ofSeconds(31).toNanos());
    assertThat(tier.changedLately("a")).isFalse();
  }

  @Test
  void namesWhatCaffeineGenerates() throws ReflectiveOperationException {
    var ticker = Ticker.systemTicker();
    GeneratedCaffeine.assertNamed(
        new MemoryTier<>(
            new Coherence(ticker), 1_024, Duration.ofHours(1), Duration.ofSeconds(1), ticker),
        "entries");
  }
}
