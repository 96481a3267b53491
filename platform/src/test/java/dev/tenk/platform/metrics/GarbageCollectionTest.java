package dev.tenk.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GarbageCollectionTest {

  /** Of milliseconds as nanoseconds and back. */
  private static final double ROUNDING = 1e-6;

  @Test
  void tellsWhatEachCollectorCounts() {
    // given
    var registry = new SimpleMeterRegistry();
    GarbageCollection.register(registry);

    // when
    System.gc();

    // then
    assertThat(ManagementFactory.getGarbageCollectorMXBeans())
        .isNotEmpty()
        .allSatisfy(
            collector -> {
              var timer =
                  registry.get("jvm.gc.collection").tag("gc", collector.getName()).functionTimer();
              // between what it counts before and after: it may collect meanwhile
              long countBefore = collector.getCollectionCount();
              long timeBefore = collector.getCollectionTime();
              assertThat(timer.count())
                  .isBetween((double) countBefore, (double) collector.getCollectionCount());
              assertThat(timer.totalTime(TimeUnit.MILLISECONDS))
                  .isBetween(timeBefore - ROUNDING, collector.getCollectionTime() + ROUNDING);
            })
        .anyMatch(collector -> collector.getCollectionCount() > 0);
  }
}
