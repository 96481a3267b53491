package dev.tenk.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.Person;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionMetricsTests {

  @Inject MeterRegistry registry;
  @Inject SessionRecords records;
  @Inject SessionExpiry expiry;

  @Test
  void liveSessionsAreEstimatedByTheSlicesThatWereCounted() {
    // given
    var metrics = new SessionMetrics(new SimpleMeterRegistry());
    double before = metrics.live();

    // when
    metrics.counted(0, 10);
    metrics.counted(7, 30);

    // then
    assertThat(before).isNaN();
    assertThat(metrics.live()).isEqualTo(20.0 * 64);
  }

  @Test
  void signInsAndEndsAreCounted() {
    // given
    double begun = registry.counter("tenk.sessions.begun").count();
    double ended = registry.counter("tenk.sessions.ended").count();
    Person person = Person.member();

    // when
    person.authenticated().delete("/v1/sessions").then().statusCode(204);

    // then
    assertThat(registry.counter("tenk.sessions.begun").count()).isGreaterThan(begun);
    assertThat(registry.counter("tenk.sessions.ended").count()).isGreaterThan(ended);
  }

  @Test
  void expiryCountsWhatItLeaves() {
    // given
    Person.member().signIn().then().statusCode(201);

    // when
    for (int slice = 0; slice < 64; slice++) {
      expiry.deleteSlice();
    }

    // then
    assertThat(registry.get("tenk.sessions.live").gauge().value()).isPositive();
    assertThat(records.count(0, ShardedId.BUCKETS - 1)).isPositive();
  }
}
