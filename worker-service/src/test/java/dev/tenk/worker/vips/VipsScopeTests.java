package dev.tenk.worker.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tenk.worker.image.TestPictures;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VipsScopeTests {

  private final Vips vips = TestVips.get();
  private final VipsScope scope = vips.scope();

  @AfterEach
  void close() {
    scope.close();
  }

  /** Inks without a profile are taken for those of an ordinary press. */
  @Test
  void makesColoursOfInks() throws IOException {
    VipsImage inks = open(cmyk(TestPictures.jpeg(64, 64)), VipsLoader.JPEG);
    assertThat(inks.bands()).isEqualTo(4);
    assertThat(inks.has("icc-profile-data")).isFalse();

    VipsImage picture =
        scope.thumbnail(read(cmyk(TestPictures.jpeg(64, 64))), VipsLoader.JPEG, inks, 1, 2, 2);

    assertThat(picture.bands()).isEqualTo(3);
    byte[] pixels = picture.pixels();
    assertThat(pixels[0] & 0xff).as("red of the red quarter").isBetween(215, 255);
    assertThat(pixels[1] & 0xff).as("green of the red quarter").isBetween(0, 80);
    assertThat(pixels[2] & 0xff).as("blue of the red quarter").isBetween(0, 80);
  }

  @ParameterizedTest
  @CsvSource({
    "600, 400, 600, 400, 1", "600, 400, 301, 201, 1", "600, 400, 300, 200, 2",
    "600, 400, 205, 137, 2", "600, 400, 150, 100, 4", "600, 400, 75, 50, 8",
    "600, 400, 10, 7, 8", "600, 400, 1200, 800, 1", "600, 400, 100, 300, 1"
  })
  void decodesNoMoreOfAJpegThanASizeNeeds(
      int width, int height, int wantedWidth, int wantedHeight, int shrink) throws IOException {
    VipsImage header = open(TestPictures.jpeg(width, height), VipsLoader.JPEG);

    assertThat(header.shrinkOnLoad(wantedWidth, wantedHeight)).isEqualTo(shrink);
  }

  @ParameterizedTest
  @ValueSource(ints = {1199, 820, 599, 404, 296})
  void whatIsDecodedInPartLooksAsIfItWereWhole(int width) throws IOException {
    // given
    byte[] file = TestPictures.jpeg(2399, 1601);
    int height = Math.round(width * 1601f / 2399);
    VipsImage header = open(file, VipsLoader.JPEG);
    assertThat(header.shrinkOnLoad(width, height)).isGreaterThan(1);

    // when
    VipsImage ofPart = scope.thumbnail(read(file), VipsLoader.JPEG, header, 1, width, height);
    VipsImage ofWhole = open(file, VipsLoader.JPEG).resize(width, height);

    // then
    assertThat(ofPart.width()).isEqualTo(width);
    assertThat(ofPart.height()).isEqualTo(height);
    assertThat(difference(ofPart.pixels(), ofWhole.pixels()))
        .as("the picture has dots of two pixels, which are nearly lost in either")
        .isLessThan(3);
  }

  /** The mean of all numbers. */
  private static double difference(byte[] one, byte[] other) {
    assertThat(one).hasSameSizeAs(other);
    return IntStream.range(0, one.length)
        .map(at -> Math.abs((one[at] & 0xff) - (other[at] & 0xff)))
        .average()
        .orElseThrow();
  }

  @Test
  void anImageOutlivesTheBlobItWasMadeFrom() throws IOException {
    byte[] png = TestPictures.png(40, 30);
    VipsImage image;
    try (VipsBlob blob = vips.read(new ByteArrayInputStream(png), png.length)) {
      image = scope.open(blob, VipsLoader.PNG);
    }

    assertThat(image.pixels()).hasSize(40 * 30 * 4);
  }

  @Test
  void cancelledWorkEndsAndStaysEnded() throws IOException {
    VipsImage image = open(TestPictures.png(400, 300), VipsLoader.PNG);

    scope.cancel();

    assertThatExceptionOfType(VipsCancelledException.class).isThrownBy(image::pixels);
    assertThatExceptionOfType(VipsCancelledException.class).isThrownBy(() -> image.resize(10, 10));
  }

  @Test
  void noticesAStreamThatIsShorterThanPromised() {
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> vips.read(new ByteArrayInputStream(new byte[10]), 11))
        .withMessage("the stream ended after 10 of 11 bytes");
  }

  private byte[] cmyk(byte[] file) throws IOException {
    VipsImage rgb = open(file, VipsLoader.JPEG);
    VipsImage inks =
        scope.image("colourspace", to -> to.image("in", rgb.pointer()).options("space=cmyk"));
    return inks.save("jpegsave_buffer", "Q=95,keep=none");
  }

  private VipsImage open(byte[] file, VipsLoader loader) throws IOException {
    return scope.open(read(file), loader);
  }

  private VipsBlob read(byte[] file) throws IOException {
    return vips.read(new ByteArrayInputStream(file), file.length);
  }
}
