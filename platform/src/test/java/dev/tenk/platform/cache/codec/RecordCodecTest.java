package dev.tenk.platform.cache.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

  enum Color {
    RED,
    GREEN
  }

  record Inner(String name, long bytes) {}

  record Outer(
      UUID id,
      int number,
      @Nullable Integer maybe,
      boolean flag,
      double ratio,
      short small,
      Instant at,
      @Nullable URI uri,
      Color color,
      List<Inner> inners,
      @Nullable String text) {}

  private final RecordCodec<Outer> codec = RecordCodec.of(Outer.class);

  @Test
  void readsWhatItWrote() {
    // given
    var full =
        new Outer(
            UUID.randomUUID(),
            -5,
            Integer.MAX_VALUE,
            true,
            0.25,
            (short) -7,
            Instant.parse("1969-12-31T23:59:59.123456789Z"),
            URI.create("/m/1"),
            Color.GREEN,
            List.of(new Inner("ünï", Long.MIN_VALUE), new Inner("", 0)),
            "text");
    var bare =
        new Outer(
            new UUID(0, 0),
            0,
            null,
            false,
            Double.NaN,
            (short) 0,
            Instant.EPOCH,
            null,
            Color.RED,
            List.of(),
            null);

    // when, then
    assertThat(codec.decode(codec.encode(full), 0)).isEqualTo(full);
    assertThat(codec.decode(codec.encode(bare), 0)).isEqualTo(bare);
    assertThat(codec.encode(bare)).hasSizeLessThan(50);
  }

  static final class Before {
    record Profile(String handle, String name) {}
  }

  static final class Renamed {
    record Profile(String handle, String displayName) {}
  }

  static final class Swapped {
    record Profile(String name, String handle) {}
  }

  static final class Retyped {
    record Profile(String handle, @Nullable Integer name) {}
  }

  static final class Longer {
    record Profile(String handle, String name, String more) {}
  }

  static final class Same {
    record Profile(String handle, String name) {}
  }

  @Test
  void everyChangeOfARecordIsAnotherShape() {
    // given
    long before = RecordCodec.of(Before.Profile.class).shape();

    // when, then
    assertThat(RecordCodec.of(Same.Profile.class).shape()).isEqualTo(before);
    assertThat(
            List.of(
                RecordCodec.of(Renamed.Profile.class).shape(),
                RecordCodec.of(Swapped.Profile.class).shape(),
                RecordCodec.of(Retyped.Profile.class).shape(),
                RecordCodec.of(Longer.Profile.class).shape()))
        .doesNotContain(before)
        .doesNotHaveDuplicates();
  }

  @Test
  void neverReadsBytesThatWereCutOrHaveMore() {
    // given
    byte[] bytes =
        codec.encode(
            new Outer(
                UUID.randomUUID(),
                1,
                2,
                true,
                3,
                (short) 4,
                Instant.EPOCH,
                null,
                Color.RED,
                List.of(new Inner("a", 1)),
                "b"));

    // when, then
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.decode(cut, 0)).isInstanceOf(UnreadableValueException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> codec.decode(longer, 0)).isInstanceOf(UnreadableValueException.class);
  }

  record Unsupported(Object anything) {}

  @Test
  void refusesRecordsThatItCannotKeep() {
    assertThatThrownBy(() -> RecordCodec.of(Unsupported.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
  }
}
