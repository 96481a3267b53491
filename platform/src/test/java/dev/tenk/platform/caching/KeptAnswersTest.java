package dev.tenk.platform.caching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.Representation;
import io.vertx.core.MultiMap;
import java.time.Duration;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {

  private static final Freshness FRESHNESS =
      Freshness.changing(
          Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMinutes(10));

  @Test
  void isForNobodyElseWhereTheClientIsKnown() {
    assertThat(answer("Authorization", "Bearer x").getHeaderString("Cache-Control"))
        .isEqualTo("private, no-cache");
    assertThat(answer("Tenk-Consistency", "x").getHeaderString("X-Accel-Expires")).isEqualTo("0");
    assertThat(answer("X-Other", "x").getHeaderString("X-Accel-Expires")).isEqualTo("30");
  }

  @Test
  void hasASurrogateKeyWhereOthersMayKeepIt() {
    assertThat(answer("X-Other", "x").getHeaderString("Surrogate-Key")).isEqualTo("things:1");
    assertThat(answer("Authorization", "Bearer x").getHeaderString("Surrogate-Key")).isNull();
  }

  private static RestResponse<byte[]> answer(String name, String value) {
    return KeptAnswers.answer(
            MultiMap.caseInsensitiveMultiMap().add(name, value),
            Representation.of(new byte[] {'1'}, null),
            FRESHNESS,
            "things:1")
        .toResponse();
  }
}
