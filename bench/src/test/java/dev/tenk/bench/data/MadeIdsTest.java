package dev.tenk.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MadeIdsTest {

  @Test
  void areIdsOfTheSuite() {
    ShardedId account = new ShardedId(MadeIds.account(7));
    ShardedId medium = new ShardedId(MadeIds.medium(1_000_007, 7));

    assertThat(medium.bucket()).isEqualTo(account.bucket());
    assertThat(medium.epochMillis()).isGreaterThan(account.epochMillis());
  }

  @Test
  void areSpreadOverBuckets() {
    long buckets =
        LongStream.range(0, 40_960)
            .map(number -> new ShardedId(MadeIds.account(number)).bucket())
            .distinct()
            .count();

    assertThat(buckets).isGreaterThan(4_000);
  }
}
