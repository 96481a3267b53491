package dev.tenk.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;

class PopularityTest {

  private static final int THINGS = 1_000;
  private static final int ASKED = 200_000;

  @Test
  void theFirstIsAskedForTwiceAsOftenAsTheSecond() {
    var popularity = new Popularity(RandomSource.XO_SHI_RO_256_PP.create(1L), THINGS);

    int[] counts = new int[THINGS];
    IntStream.range(0, ASKED).forEach(_ -> counts[popularity.next()]++);

    assertThat(counts[0] / (double) counts[1]).isCloseTo(2, within(0.1));
    assertThat(counts[0] / (double) counts[9]).isCloseTo(10, within(1.0));
    assertThat(counts[THINGS - 1]).isPositive();
  }
}
