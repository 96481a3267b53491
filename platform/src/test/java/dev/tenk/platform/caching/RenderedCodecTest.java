package dev.tenk.platform.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.cache.codec.RecordCodec;
import dev.tenk.platform.cache.codec.UnreadableValueException;
import dev.tenk.platform.http.cache.Representation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenderedCodecTest {

  record Known(String owner, long bytes) {}

  record Other(String owner, long bytes, boolean flag) {}

  private static final byte[] BODY = "{\"name\":\"ünï\"}".getBytes(StandardCharsets.UTF_8);
  private static final Instant CHANGED = Instant.parse("2026-01-01T00:00:00.9Z");

  private final RenderedCodec<Known> codec = codec(Known.class);

  private static <R extends Record> RenderedCodec<R> codec(Class<R> type) {
    return new RenderedCodec<>(RecordCodec.of(type), RepresentationCodec.of(type));
  }

  @Test
  void readsWhatItWrote() {
    for (Instant changed : new Instant[] {CHANGED, null, Instant.EPOCH.minusSeconds(1)}) {
      // given
      var value = new Rendered<>(new Known("me", -5), Representation.of(BODY, changed));

      // when
      byte[] bytes = codec.encode(value);
      byte[] further = new byte[bytes.length + 3];
      System.arraycopy(bytes, 0, further, 3, bytes.length);
      Rendered<Known> read = codec.decode(further, 3);

      // then: with the validators that the first one had
      assertThat(read.value()).isEqualTo(value.value());
      assertThat(read.representation())
          .usingRecursiveComparison()
          .isEqualTo(value.representation());
    }
  }

  @Test
  void refusesWhatItDidNotWrite() {
    // given
    byte[] bytes =
        codec.encode(new Rendered<>(new Known("me", -5), Representation.of(BODY, CHANGED)));
    byte[] negative = bytes.clone();
    negative[0] = -1;
    byte[] tooLong = bytes.clone();
    tooLong[1] = 1;

    // when, then: what is cut off within the body cannot be told, Redis keeps values whole
    for (int length = 0; length < bytes.length - BODY.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.decode(cut, 0)).isInstanceOf(UnreadableValueException.class);
    }
    assertThatThrownBy(() -> codec.decode(negative, 0))
        .isInstanceOf(UnreadableValueException.class);
    assertThatThrownBy(() -> codec.decode(tooLong, 0)).isInstanceOf(UnreadableValueException.class);
  }

  @Test
  void whatIsShownOtherwiseHasAnotherShape() {
    assertThat(codec.shape()).isEqualTo(codec(Known.class).shape());
    assertThat(codec.shape()).isNotEqualTo(codec(Other.class).shape());
    assertThat(
            new RenderedCodec<>(RecordCodec.of(Known.class), RepresentationCodec.of(Other.class))
                .shape())
        .isNotEqualTo(codec.shape());
    assertThat(RepresentationCodec.of(Known.class).shape())
        .isNotEqualTo(RecordCodec.of(Known.class).shape());
  }

  @Test
  void rendersWhatWasFound() {
    assertThat(Rendering.all(Map.of(1, Optional.of("a"), 2, Optional.empty()), String::length))
        .isEqualTo(Map.of(1, 1));
  }
}
