package dev.tenk.platform.http.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class GzipTest {

  private final Random random = new Random(5);

  @Test
  void isReadByOthersAgainAndAgain() throws IOException {
    for (int length = 100; length < 70_000; length = length * 3 / 2) {
      // given
      byte[] body = repetitive(length);

      // when
      byte[] gzipped = Objects.requireNonNull(Gzip.shorter(body));

      // then: the stream compares length and checksum
      assertThat(gzipped).hasSizeLessThan(length);
      assertThat(new GZIPInputStream(new ByteArrayInputStream(gzipped)).readAllBytes())
          .isEqualTo(body);
    }
  }

  @Test
  void isNotMadeWhereItWouldBeNoShorter() throws IOException {
    // given
    byte[] noise = new byte[2_000];
    random.nextBytes(noise);

    // when, then: and what was begun leaves nothing behind
    assertThat(Gzip.shorter(noise)).isNull();
    for (int length = 0; length <= 20; length++) {
      assertThat(Gzip.shorter(repetitive(length))).isNull();
    }
    isReadByOthersAgainAndAgain();
  }

  @Test
  void manyThreadsGetTheirOwn() {
    IntStream.range(0, 2_000)
        .parallel()
        .forEach(
            i -> {
              byte[] body = repetitive(1_000 + i);
              byte[] gzipped = Objects.requireNonNull(Gzip.shorter(body));
              assertThat(read(gzipped)).isEqualTo(body);
            });
  }

  private static byte[] read(byte[] gzipped) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] repetitive(int length) {
    byte[] body = new byte[length];
    for (int i = 0; i < length; i++) {
      body[i] = (byte) ("0123456789".charAt(i % 10) + i / 1_000);
    }
    return body;
  }
}
