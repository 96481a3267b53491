package dev.tenk.worker.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostileOriginalsTests {

  private final ImageBench bench = new ImageBench(Map.of());

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void refusesAHeaderThatClaimsTooManyPixels() throws IOException {
    bench.assertFails(TestPictures.pngThatClaims(60_000, 60_000), FailureReason.TOO_MANY_PIXELS);
  }

  @Test
  void refusesTooManyFrames() throws IOException {
    bench.assertFails(TestPictures.gif(10_000), FailureReason.TOO_MANY_FRAMES);
  }

  @Test
  void countsThePixelsOfAllFrames() throws IOException {
    try (ImageBench strict =
        new ImageBench(Map.of("tenk.worker.image.max-pixels-of-all-frames", "99"))) {
      strict.assertFails(TestPictures.gif(100), FailureReason.TOO_MANY_PIXELS);
    }
  }

  @Test
  void refusesATruncatedPhotograph() throws IOException {
    byte[] whole = TestPictures.jpeg(800, 600);

    bench.assertFails(Arrays.copyOf(whole, whole.length / 2), FailureReason.CORRUPT_IMAGE);
    bench.assertFails(Arrays.copyOf(whole, 12), FailureReason.CORRUPT_IMAGE);
  }

  @Test
  void refusesAPhotographThatIsDamagedInTheMiddle() throws IOException {
    byte[] damaged = TestPictures.jpeg(800, 600);
    Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 200, (byte) 0xAA);

    bench.assertFails(damaged, FailureReason.CORRUPT_IMAGE);
  }

  @Test
  void refusesATruncatedPng() throws IOException {
    byte[] whole = TestPictures.png(300, 300);

    bench.assertFails(Arrays.copyOf(whole, whole.length / 2), FailureReason.CORRUPT_IMAGE);
    bench.assertFails(TestPictures.pngThatClaims(5000, 5000), FailureReason.CORRUPT_IMAGE);
  }

  @Test
  void refusesWhatNobodyMayLoad() throws IOException {
    BufferedImage picture = TestPictures.quarters(20, 20, BufferedImage.TYPE_INT_RGB);

    bench.assertFails(
        "just a text\n".repeat(100).getBytes(StandardCharsets.UTF_8),
        FailureReason.UNSUPPORTED_FORMAT);
    bench.assertFails(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
            .getBytes(StandardCharsets.UTF_8),
        FailureReason.UNSUPPORTED_FORMAT);
    bench.assertFails(TestPictures.encode(picture, "tiff"), FailureReason.UNSUPPORTED_FORMAT);
    bench.assertFails(TestPictures.encode(picture, "bmp"), FailureReason.UNSUPPORTED_FORMAT);
    bench.assertFails(new byte[0], FailureReason.UNSUPPORTED_FORMAT);
    bench.assertFails(heic(), FailureReason.UNSUPPORTED_FORMAT);
  }

  @Test
  void refusesAWholeJpegThatNobodyDecodesAsUnsupportedNotAsDamaged() throws IOException {
    bench.assertFails(Corpus.twelveBitJpeg(), FailureReason.UNSUPPORTED_FORMAT);
  }

  @Test
  void countsThePixelsOfOneFrameTurnedUpright() throws IOException {
    Map<String, String> limit = Map.of("tenk.worker.image.max-pixels", "2400");
    try (ImageBench strict = new ImageBench(limit)) {
      strict.processed(TestPictures.photograph(60, 40, 6));
      strict.assertFails(TestPictures.photograph(60, 41, 6), FailureReason.TOO_MANY_PIXELS);
    }
  }

  @Test
  void refusesTooManyBytesUnread() throws IOException {
    try (ImageBench strict = new ImageBench(Map.of("tenk.worker.image.max-bytes", "10"))) {
      strict.assertFails(new byte[11], FailureReason.TOO_MANY_BYTES);
    }
  }

  @Test
  void stopsAtTheDeadline() throws IOException {
    byte[] picture = TestPictures.jpeg(4000, 3000);

    ImageOutcome outcome = bench.process(picture, Duration.ofMillis(20));

    assertThat(outcome).isEqualTo(new ImageOutcome.Failed(FailureReason.DEADLINE_EXCEEDED));
  }

  @Test
  void givesAllMemoryBack() throws IOException {
    byte[] good = TestPictures.png(90, 60);
    byte[] bad = Arrays.copyOf(good, good.length / 2);

    for (int i = 0; i < 100; i++) {
      bench.processed(good);
      bench.assertFails(bad, FailureReason.CORRUPT_IMAGE);
    }

    bench.assertNothingTracked();
  }

  /** The first boxes of an iPhone's photograph. */
  private static byte[] heic() {
    return "\0\0\0\u0018ftypheic\0\0\0\0mif1heic\0\0\0\bmdat".getBytes(StandardCharsets.ISO_8859_1);
  }
}
