package dev.tenk.platform.cache.memory;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.tenk.platform.caffeine.GeneratedCaffeine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryTierTest {

  @Test
  void namesWhatCaffeineGenerates() throws ReflectiveOperationException {
    var ticker = Ticker.systemTicker();
    GeneratedCaffeine.assertNamed(
        new MemoryTier<>(new Coherence(ticker), 1_024, Duration.ofSeconds(1), ticker), "entries");
  }
}
