package dev.tenk.platform.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tenk.platform.cache.Entry;
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
  void keepsWhatIsAskedForOften() {
    // given
    var nanos = new AtomicLong(Duration.ofDays(1).toNanos());
    Ticker ticker = nanos::get;
    var tier =
        new MemoryTier<Integer, String>(
            new Coherence(ticker), 100, Duration.ofHours(1), Duration.ofSeconds(1), ticker);
    tier.keep(0, entry(), tier.ticket(0));

    // when
    for (int other = 1; other <= 1_000; other++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      assertThat(tier.find(0)).as("after %d others", other).isNotNull();
      tier.keep(other, entry(), tier.ticket(other));
    }

    // then
    assertThat(tier.bytes()).isLessThanOrEqualTo(100);
    assertThat(tier.find(0)).isNotNull();
  }

  @Test
  void endsWhateverIsRead() {
    // given
    var nanos = new AtomicLong(Duration.ofDays(1).toNanos());
    Ticker ticker = nanos::get;
    var tier =
        new MemoryTier<String, String>(
            new Coherence(ticker), 1_024, Duration.ofMinutes(1), Duration.ofSeconds(1), ticker);
    Entry<String> entry = entry();
    tier.keep("a", entry, tier.ticket("a"));

    // then
    assertThat(tier.find("a")).isSameAs(entry);
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(tier.find("a")).isSameAs(entry);
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(tier.find("a")).as("reads do not prolong its life").isNull();
  }

  private static Entry<String> entry() {
    return new Entry<>("value", 0, 0, 0, null, 0, 1, false);
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
