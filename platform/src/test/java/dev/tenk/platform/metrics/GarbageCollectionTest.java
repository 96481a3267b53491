package dev.tenk.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GarbageCollectionTest {

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
              assertThat(timer.count()).isEqualTo(collector.getCollectionCount());
              assertThat(timer.totalTime(TimeUnit.MILLISECONDS))
                  .isEqualTo(collector.getCollectionTime());
            })
        .anyMatch(collector -> collector.getCollectionCount() > 0);
  }
}
