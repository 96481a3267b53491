package dev.tenk.platform.http.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;

class RepresentationTest {

  private static final Freshness FRESHNESS =
      Freshness.changing(
          Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofMinutes(10));

  private final byte[] body = "{\"a\":1}".repeat(500).getBytes(StandardCharsets.UTF_8);
  private final Representation large =
      Representation.of(body, Instant.parse("2026-01-01T00:00:00.9Z"));

  @Test
  void hasAnotherTagForEachCoding() throws IOException {
    assertThat(large.entityTag(true)).isNotEqualTo(large.entityTag(false)).endsWith("-gzip\"");
    assertThat(large.hasTag(large.tag())).isTrue();
    assertThat(large.hasTag(large.tag() + "-gzip")).isTrue();
    assertThat(large.hasTag("other")).isFalse();
    assertThat(
            new GZIPInputStream(new ByteArrayInputStream(Objects.requireNonNull(large.gzipped())))
                .readAllBytes())
        .isEqualTo(body);
    assertThat(Representation.of(new byte[] {'1'}, null).gzipped()).isNull();
    assertThat(Representation.of(body, null).tag()).isEqualTo(large.tag());
  }

  @Test
  void answersInTheCodingThatTheClientTakes() {
    // when
    RestResponse<byte[]> plain = answer(headers());
    RestResponse<byte[]> gzipped = answer(headers().add("Accept-Encoding", "br, gzip;q=0.5"));
    RestResponse<byte[]> refused = answer(headers().add("Accept-Encoding", "gzip;q=0"));

    // then
    assertThat(plain.getEntity()).isEqualTo(body);
    assertThat(plain.getHeaderString("Content-Encoding")).isNull();
    assertThat(plain.getHeaderString("Vary")).isEqualTo("Accept-Encoding");
    assertThat(gzipped.getEntity()).isEqualTo(large.gzipped());
    assertThat(gzipped.getHeaderString("Content-Encoding")).isEqualTo("gzip");
    assertThat(gzipped.getHeaderString("ETag")).isEqualTo(large.entityTag(true));
    assertThat(refused.getEntity()).isEqualTo(body);
  }

  @Test
  void tellsCachesHowLong() {
    // when
    RestResponse<byte[]> answer = answer(headers());

    // then
    assertThat(answer.getHeaderString("Cache-Control"))
        .isEqualTo("public, max-age=0, stale-while-revalidate=20, stale-if-error=600");
    assertThat(answer.getHeaderString("CDN-Cache-Control"))
        .isEqualTo("max-age=30, stale-while-revalidate=20, stale-if-error=600");
    assertThat(answer.getHeaderString("X-Accel-Expires")).isEqualTo("30");
    assertThat(answer.getHeaderString("Surrogate-Key")).isEqualTo("things:1");
    assertThat(answer.getHeaderString("Last-Modified")).isEqualTo("Thu, 01 Jan 2026 00:00:00 GMT");
  }

  @Test
  void answers304ToWhoHasEitherForm() {
    // when
    RestResponse<byte[]> same =
        answer(headers().add("If-None-Match", "\"x\"").add("If-None-Match", large.entityTag(true)));

    // then
    assertThat(same.getStatus()).isEqualTo(304);
    assertThat(same.getEntity()).isNull();
    assertThat(same.getHeaderString("ETag")).isNotNull();
    assertThat(same.getHeaderString("Cache-Control")).startsWith("public");
    assertThat(same.getHeaderString("Content-Encoding")).isNull();
  }

  private RestResponse<byte[]> answer(MultiMap headers) {
    return RepresentationAnswer.of(headers, large, FRESHNESS, "things:1").toResponse();
  }

  private static MultiMap headers() {
    return MultiMap.caseInsensitiveMultiMap();
  }
}
