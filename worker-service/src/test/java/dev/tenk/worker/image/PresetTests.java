package dev.tenk.worker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenk.worker.vips.TestVips;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a preset can ask for. */
class PresetTests {

  /** Red, green and blue, from left to right. */
  private static final byte[] STRIPES = stripes(Color.RED, Color.GREEN, Color.BLUE);

  @Test
  void coverCutsToTheBoxAroundTheFocalPoint() throws IOException {
    Map<String, String> cover = Map.of("fit", "cover", "width", "10", "height", "10");

    assertShows(cover, new FocalPoint(0, 0.5), new PictureSize(10, 10), Color.RED);
    assertShows(cover, new FocalPoint(0.5, 0), new PictureSize(10, 10), Color.GREEN);
    assertShows(cover, new FocalPoint(1, 1), new PictureSize(10, 10), Color.BLUE);
  }

  @Test
  void coverKeepsTheMiddleWhereAskedTo() throws IOException {
    Map<String, String> cover =
        Map.of("fit", "cover", "width", "10", "height", "10", "crop", "centre");

    assertShows(cover, null, new PictureSize(10, 10), Color.GREEN);
  }

  @Test
  void coverKeepsWhatPeopleLookAt() throws IOException {
    BufferedImage dull = new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB);
    fill(dull, Color.LIGHT_GRAY, 0, 300);
    fill(dull, new Color(230, 150, 110), 220, 60);
    Map<String, String> cover = Map.of("fit", "cover", "width", "100", "height", "100");

    Variant made =
        make(cover, TestPictures.encode(dull, "png"), null, OutputFormat.JPEG).getFirst();

    int skin = TestPictures.decode(made.file().content()).getRGB(50, 50);
    assertThat(new Color(skin).getBlue()).isCloseTo(110, within(12));
  }

  @Test
  void coverKeepsItsProportionsOfAnOriginalThatIsTooSmall() throws IOException {
    Map<String, String> cover =
        Map.of("fit", "cover", "width", "400", "height", "200", "crop", "centre");

    assertShows(cover, null, new PictureSize(60, 30), Color.GREEN);
  }

  @Test
  void containHasTheBackgroundAroundTheWholePicture() throws IOException {
    Map<String, String> contain = Map.of("fit", "contain", "width", "60", "height", "60");

    Variant made = make(contain, STRIPES, null, OutputFormat.JPEG).getFirst();

    assertThat(made.size()).isEqualTo(new PictureSize(60, 60));
    BufferedImage picture = TestPictures.decode(made.file().content());
    assertThat(new Color(picture.getRGB(30, 2)).getGreen()).isCloseTo(0x22, within(6));
    assertThat(new Color(picture.getRGB(30, 30)).getGreen()).isCloseTo(255, within(12));
    assertThat(new Color(picture.getRGB(5, 30)).getRed()).isCloseTo(255, within(12));
  }

  @Test
  void transparencyLiesOnTheBackgroundInAJpeg() throws IOException {
    byte[] clear = TestPictures.encode(new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB), "png");

    Variant made = make(Map.of(), clear, null, OutputFormat.JPEG).getFirst();

    int[] mean = TestVips.means(made.file().content()).getFirst();
    assertThat(mean[0]).isCloseTo(0x11, within(2));
    assertThat(mean[1]).isCloseTo(0x22, within(2));
    assertThat(mean[2]).isCloseTo(0x33, within(2));
  }

  @Test
  void anAnimationIsCutFrameByFrame() throws IOException {
    byte[] film =
        TestVips.animation(
            List.of(STRIPES, stripes(Color.BLUE, Color.GREEN, Color.RED)),
            "gifsave_buffer",
            "dither=0");
    Map<String, String> cover = Map.of("fit", "cover", "width", "10", "height", "10");

    Variant made = make(cover, film, new FocalPoint(1, 0.5), OutputFormat.WEBP).getFirst();

    assertThat(made.size()).isEqualTo(new PictureSize(10, 10));
    List<int[]> means = TestVips.means(made.file().content());
    assertThat(means).hasSize(2);
    assertThat(means.get(0)[2]).as("blue of the first frame").isCloseTo(255, within(12));
    assertThat(means.get(1)[2]).as("blue of the second frame").isCloseTo(0, within(12));
    assertThat(means.get(1)[0]).as("red of the second frame").isCloseTo(255, within(12));
  }

  @Test
  void aPngIsKeptOfADrawingAndNotOfAPhotograph() throws IOException {
    assertThat(make(Map.of(), STRIPES, null, OutputFormat.PNG)).hasSize(1);
    assertThat(make(Map.of(), TestPictures.jpeg(90, 30), null, OutputFormat.PNG)).isEmpty();
    assertThat(make(Map.of(), noise(), null, OutputFormat.PNG)).isEmpty();
  }

  @Test
  void aPngHasTheColoursThatWereDrawn() throws IOException {
    Variant made = make(Map.of(), STRIPES, null, OutputFormat.PNG).getFirst();

    BufferedImage picture = TestPictures.decode(made.file().content());
    assertThat(new Color(picture.getRGB(10, 10))).isEqualTo(Color.RED);
    assertThat(new Color(picture.getRGB(80, 10))).isEqualTo(Color.BLUE);
  }

  @Test
  void aPresetMayHaveItsOwnQuality() throws IOException {
    byte[] noise = noise();
    Variant good = make(Map.of("quality", "95"), noise, null, OutputFormat.WEBP).getFirst();
    Variant poor = make(Map.of("quality", "20"), noise, null, OutputFormat.WEBP).getFirst();

    assertThat(poor.file().bytes()).isLessThan(good.file().bytes() / 2);
  }

  @Test
  void tiffAndSvgAreReadWhereSwitchedOn() throws IOException {
    byte[] tiff =
        TestPictures.encode(TestPictures.quarters(20, 10, BufferedImage.TYPE_INT_RGB), "tiff");
    byte[] svg =
        "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'><rect width='20' height='10' fill='#c8503c'/></svg>"
            .getBytes(StandardCharsets.UTF_8);
    try (ImageBench bench = new ImageBench(Map.of("tenk.worker.image.accept", "jpeg,tiff,svg"))) {
      assertThat(bench.processed(tiff).size()).isEqualTo(new PictureSize(20, 10));
      assertThat(bench.processed(svg).dominantColour().css()).isEqualTo("#c8503c");
      bench.assertFails(STRIPES, FailureReason.UNSUPPORTED_FORMAT);
    } finally {
      TestVips.permitUsual();
    }
  }

  private static void assertShows(
      Map<String, String> preset, @Nullable FocalPoint focus, PictureSize size, Color expected)
      throws IOException {
    Variant made = make(preset, STRIPES, focus, OutputFormat.JPEG).getFirst();

    assertThat(made.size()).isEqualTo(size);
    BufferedImage picture = TestPictures.decode(made.file().content());
    Color found = new Color(picture.getRGB(size.width() / 2, size.height() / 2));
    assertThat(found.getRed()).as("red").isCloseTo(expected.getRed(), within(12));
    assertThat(found.getGreen()).as("green").isCloseTo(expected.getGreen(), within(12));
    assertThat(found.getBlue()).as("blue").isCloseTo(expected.getBlue(), within(12));
  }

  private static List<Variant> make(
      Map<String, String> preset, byte[] file, @Nullable FocalPoint focus, OutputFormat format)
      throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("tenk.worker.image.background", "112233");
    settings.put("tenk.worker.image.presets.it.formats", "webp,jpeg,png");
    preset.forEach((key, value) -> settings.put("tenk.worker.image.presets.it." + key, value));
    try (ImageBench bench = new ImageBench(settings)) {
      return bench.processed(file, focus).variants().stream()
          .filter(variant -> variant.preset().equals("it") && variant.format() == format)
          .collect(Collectors.toList());
    }
  }

  private static byte[] noise() throws IOException {
    BufferedImage image = new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB);
    var random = new Random(7);
    for (int i = 0; i < 90 * 60; i++) {
      image.setRGB(i % 90, i / 90, random.nextInt(0xffffff));
    }
    return TestPictures.encode(image, "png");
  }

  private static byte[] stripes(Color left, Color middle, Color right) {
    BufferedImage image = new BufferedImage(90, 30, BufferedImage.TYPE_INT_RGB);
    fill(image, left, 0, 30);
    fill(image, middle, 30, 30);
    fill(image, right, 60, 30);
    try {
      return TestPictures.encode(image, "png");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(BufferedImage image, Color colour, int left, int width) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(left, 0, width, image.getHeight());
    graphics.dispose();
  }
}
