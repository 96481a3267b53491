package dev.tenk.worker.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.worker.vips.TestVips;
import dev.tenk.worker.vips.Vips;
import dev.tenk.worker.vips.VipsBlob;
import dev.tenk.worker.vips.VipsImage;
import dev.tenk.worker.vips.VipsLoader;
import dev.tenk.worker.vips.VipsScope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A processor as shipped, save for a few settings, and eyes for what it makes. */
final class ImageBench implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Vips vips = TestVips.get();
  private final ImageProcessor processor;

  ImageBench(Map<String, String> settings) {
    processor = new ImageProcessor(vips, TestImageConfig.with(settings));
  }

  ImageOutcome process(byte[] original, Duration limit) throws IOException {
    return processor.process(new ByteArrayInputStream(original), original.length, null, limit);
  }

  ImageOutcome.Processed processed(byte[] original) throws IOException {
    ImageOutcome outcome = process(original, LIMIT);
    assertThat(outcome).isInstanceOf(ImageOutcome.Processed.class);
    return (ImageOutcome.Processed) outcome;
  }

  ImageOutcome.Processed processed(byte[] original, @Nullable FocalPoint focus) throws IOException {
    return (ImageOutcome.Processed)
        processor.process(new ByteArrayInputStream(original), original.length, focus, LIMIT);
  }

  void assertFails(byte[] original, FailureReason reason) throws IOException {
    assertThat(process(original, LIMIT)).isEqualTo(new ImageOutcome.Failed(reason));
  }

  /** Soon: threads of libvips that were told to end free what they have a moment later. */
  void assertNothingTracked() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(vips.trackedBytes()).isZero());
  }

  PictureSize sizeOf(Variant variant) throws IOException {
    return open(variant, image -> new PictureSize(image.width(), image.height()));
  }

  int bandsOf(Variant variant) throws IOException {
    return open(variant, VipsImage::bands);
  }

  List<String> metadataOf(byte[] file) throws IOException {
    return open(
        file,
        image ->
            Stream.of("exif-data", "xmp-data", "iptc-data", "icc-profile-data")
                .filter(image::has)
                .toList());
  }

  static Variant find(ImageOutcome.Processed made, String preset, OutputFormat format) {
    return made.variants().stream()
        .filter(variant -> variant.preset().equals(preset) && variant.format() == format)
        .findFirst()
        .orElseThrow();
  }

  /** Frames that a file has. */
  int framesOf(Variant variant) throws IOException {
    return open(variant, VipsImage::frames);
  }

  private <T> T open(Variant variant, Function<VipsImage, T> reader) throws IOException {
    return open(variant.file().content(), reader);
  }

  private <T> T open(byte[] file, Function<VipsImage, T> reader) throws IOException {
    try (VipsScope scope = vips.scope();
        VipsBlob blob = vips.read(new ByteArrayInputStream(file), file.length)) {
      VipsLoader loader = scope.loaderOf(blob).orElseThrow();
      return reader.apply(scope.open(blob, loader));
    }
  }

  @Override
  public void close() {
    processor.stop();
  }
}
