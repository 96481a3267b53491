package dev.tenk.worker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenk.worker.vips.TestVips;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageProcessorTests {

  private final ImageBench bench = new ImageBench(Map.of());

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void makesEveryPresetInEveryFormat() throws IOException {
    ImageOutcome.Processed made = bench.processed(TestPictures.jpeg(3000, 1501));

    assertThat(made.size()).isEqualTo(new PictureSize(3000, 1501));
    assertThat(made.variants())
        .extracting(v -> v.preset() + "." + v.format().extension(), Variant::size)
        .containsExactly(
            tuple("large.webp", 2048, 1025),
            tuple("large.jpg", 2048, 1025),
            tuple("medium.webp", 1024, 512),
            tuple("medium.jpg", 1024, 512),
            tuple("thumb.webp", 320, 160),
            tuple("thumb.jpg", 320, 160));
    for (Variant variant : made.variants()) {
      assertThat(bench.sizeOf(variant)).isEqualTo(variant.size());
      assertThat(variant.file().contentName())
          .matches("[0-9a-f]{32}\\." + variant.format().extension());
    }
  }

  /** A 12-megapixel photograph, taken with the camera on its side. */
  @Test
  void turnsAPhotographUprightAndForgetsWhereItWasTaken() throws IOException {
    byte[] photograph = TestPictures.photograph(4000, 3000, 6);
    assertThat(bench.metadataOf(photograph)).contains("exif-data", "xmp-data");

    ImageOutcome.Processed made = bench.processed(photograph);

    assertThat(made.size()).isEqualTo(new PictureSize(3000, 4000));
    for (Variant variant : made.variants()) {
      assertThat(bench.metadataOf(variant.file().content())).isEmpty();
    }
    Variant large = ImageBench.find(made, "large", OutputFormat.JPEG);
    assertThat(large.size()).isEqualTo(new PictureSize(1536, 2048));
    BufferedImage picture = TestPictures.decode(large.file().content());
    assertColour(picture, 0.25, 0.25, Color.WHITE);
    assertColour(picture, 0.75, 0.25, Color.RED);
    assertColour(picture, 0.75, 0.75, Color.GREEN);
    assertColour(picture, 0.25, 0.75, Color.BLUE);
  }

  @ParameterizedTest
  @CsvSource({"1, 60, 40", "2, 60, 40", "3, 60, 40", "4, 60, 40", "5, 40, 60", "8, 40, 60"})
  void readsTheSizeInEveryOrientation(int orientation, int width, int height) throws IOException {
    ImageOutcome.Processed made = bench.processed(TestPictures.photograph(60, 40, orientation));

    assertThat(made.size()).isEqualTo(new PictureSize(width, height));
    assertThat(bench.sizeOf(ImageBench.find(made, "thumb", OutputFormat.WEBP)))
        .isEqualTo(made.size());
  }

  @Test
  void neverEnlargesAndSharesWhatComesOutAlike() throws IOException {
    ImageOutcome.Processed made = bench.processed(TestPictures.jpeg(400, 100));

    assertThat(ImageBench.find(made, "large", OutputFormat.WEBP).size())
        .isEqualTo(new PictureSize(400, 100));
    assertThat(ImageBench.find(made, "large", OutputFormat.WEBP).file())
        .isSameAs(ImageBench.find(made, "medium", OutputFormat.WEBP).file());
    assertThat(ImageBench.find(made, "thumb", OutputFormat.WEBP).size())
        .isEqualTo(new PictureSize(320, 80));
  }

  @Test
  void keepsAnExtremelyThinPicture() throws IOException {
    ImageOutcome.Processed made = bench.processed(TestPictures.png(5000, 2));

    assertThat(ImageBench.find(made, "thumb", OutputFormat.JPEG).size())
        .isEqualTo(new PictureSize(320, 1));
  }

  @Test
  void putsTransparencyOnWhiteWhereTheFormatHasNone() throws IOException {
    BufferedImage clear = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);

    ImageOutcome.Processed made = bench.processed(TestPictures.encode(clear, "png"));

    assertColour(
        TestPictures.decode(ImageBench.find(made, "thumb", OutputFormat.JPEG).file().content()),
        0.5,
        0.5,
        Color.WHITE);
    assertThat(bench.bandsOf(ImageBench.find(made, "thumb", OutputFormat.WEBP))).isEqualTo(4);
  }

  @Test
  void makesColourOfGreyAndDeepPictures() throws IOException {
    BufferedImage grey = TestPictures.quarters(64, 64, BufferedImage.TYPE_USHORT_GRAY);

    ImageOutcome.Processed made = bench.processed(TestPictures.encode(grey, "png"));

    assertThat(bench.bandsOf(ImageBench.find(made, "thumb", OutputFormat.WEBP))).isEqualTo(3);
    assertColour(
        TestPictures.decode(ImageBench.find(made, "thumb", OutputFormat.JPEG).file().content()),
        0.25,
        0.75,
        Color.WHITE);
  }

  /** P3's (200, 80, 60) is this redder colour in sRGB: by the matrices of both, to the pixel. */
  @Test
  void convertsAWideGamutToTheSameColoursInSrgb() throws IOException {
    BufferedImage plain = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = plain.createGraphics();
    graphics.setColor(new Color(200, 80, 60));
    graphics.fillRect(0, 0, 64, 64);
    graphics.dispose();
    byte[] wide =
        TestVips.convert(
            TestPictures.encode(plain, "png"),
            List.of(),
            "jpegsave_buffer",
            "Q=100,profile=p3,keep=icc");
    assertThat(bench.metadataOf(wide)).containsExactly("icc-profile-data");

    Variant made = ImageBench.find(bench.processed(wide), "thumb", OutputFormat.JPEG);

    assertThat(bench.metadataOf(made.file().content())).isEmpty();
    BufferedImage picture = TestPictures.decode(made.file().content());
    assertColour(picture, 0.5, 0.5, new Color(217, 69, 50), 5);
  }

  private static Tuple tuple(String name, int width, int height) {
    return Assertions.tuple(name, new PictureSize(width, height));
  }

  private static void assertColour(BufferedImage image, double x, double y, Color expected) {
    assertColour(image, x, y, expected, 40);
  }

  private static void assertColour(
      BufferedImage image, double x, double y, Color expected, int tolerance) {
    int rgb = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
    Color found = new Color(rgb);
    assertThat(found.getRed()).as("red").isCloseTo(expected.getRed(), within(tolerance));
    assertThat(found.getGreen()).as("green").isCloseTo(expected.getGreen(), within(tolerance));
    assertThat(found.getBlue()).as("blue").isCloseTo(expected.getBlue(), within(tolerance));
  }
}
