package dev.tenk.platform.database.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisProcessTest {

  private static final String INFO =
      "# Server\r\nrun_id:a1\r\nuptime_in_seconds:40\r\n# Stats\r\nevicted_keys:%s\r\n"
          + "# Replication\r\nmaster_replid:%s\r\nsecond_repl_offset:%s\r\n";

  private final RedisProcess process = RedisProcess.of(INFO.formatted(0, "r1", -1));

  @Test
  void hasKeptAllForItsUptime() {
    assertThat(process.certainNanos()).isEqualTo(Duration.ofSeconds(40).toNanos());
    assertThat(process.hasKeptAllSince(RedisProcess.of(INFO.formatted(0, "r1", -1)))).isTrue();
  }

  @Test
  void isNotCertainAfterAFailover() {
    RedisProcess promoted = RedisProcess.of(INFO.formatted(0, "r2", 1234));

    assertThat(promoted.certainNanos()).isZero();
    assertThat(promoted.hasKeptAllSince(process)).isFalse();
  }

  @Test
  void isNotCertainAfterAnEviction() {
    RedisProcess full = RedisProcess.of(INFO.formatted(3, "r1", -1));

    assertThat(full.certainNanos()).isZero();
    assertThat(full.hasKeptAllSince(process)).isFalse();
  }
}
