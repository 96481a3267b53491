package dev.tenk.platform.http.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteRangeTest {

  @Test
  void readsOneRange() {
    assertThat(ByteRange.of("bytes=0-4", 10)).isEqualTo(new ByteRange.Part(0, 4));
    assertThat(ByteRange.of("bytes=5-", 10)).isEqualTo(new ByteRange.Part(5, 9));
    assertThat(ByteRange.of("bytes=-3", 10)).isEqualTo(new ByteRange.Part(7, 9));
    assertThat(ByteRange.of("bytes=-30", 10)).isEqualTo(new ByteRange.Part(0, 9));
    assertThat(ByteRange.of("bytes=9-99", 10)).isEqualTo(new ByteRange.Part(9, 9));
    assertThat(new ByteRange.Part(7, 9).contentRange(10)).isEqualTo("bytes 7-9/10");
  }

  @Test
  void servesTheWholeForSeveralRangesAndOtherUnits() {
    assertThat(ByteRange.of(null, 10)).isEqualTo(new ByteRange.Whole());
    assertThat(ByteRange.of("bytes=0-1,3-4", 10)).isEqualTo(new ByteRange.Whole());
    assertThat(ByteRange.of("lines=0-1", 10)).isEqualTo(new ByteRange.Whole());
    assertThat(ByteRange.of("bytes=-", 10)).isEqualTo(new ByteRange.Whole());
    assertThat(ByteRange.of("bytes=5-4", 10)).isEqualTo(new ByteRange.Whole());
    assertThat(ByteRange.of("bytes=99999999999999999999-", 10)).isEqualTo(new ByteRange.Whole());
  }

  @Test
  void refusesWhatBeginsBehindTheEnd() {
    assertThat(ByteRange.of("bytes=10-", 10)).isEqualTo(new ByteRange.Unsatisfiable());
    assertThat(ByteRange.of("bytes=-0", 10)).isEqualTo(new ByteRange.Unsatisfiable());
    assertThat(ByteRange.of("bytes=0-", 0)).isEqualTo(new ByteRange.Unsatisfiable());
  }

  @Test
  void cutsAStream() throws IOException {
    // given
    var whole = new ByteArrayInputStream("0123456789".getBytes(StandardCharsets.US_ASCII));

    // when
    byte[] part = new ByteRange.Part(3, 6).of(whole).readAllBytes();

    // then
    assertThat(new String(part, StandardCharsets.US_ASCII)).isEqualTo("3456");
  }
}
