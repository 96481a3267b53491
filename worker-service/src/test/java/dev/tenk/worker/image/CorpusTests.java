package dev.tenk.worker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tenk.worker.vips.TestVips;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every original of the corpus, in every preset and format. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusTests {

  private static final int ENCODING_TOLERANCE = 6;

  private final ImageBench bench =
      new ImageBench(
          Map.of(
              "tenk.worker.image.presets.tiny.width", "16",
              "tenk.worker.image.presets.tiny.height", "16",
              "tenk.worker.image.presets.tiny.fit", "cover",
              "tenk.worker.image.presets.tiny.formats", "webp,jpeg,avif,png",
              "tenk.worker.image.presets.small.width", "24",
              "tenk.worker.image.presets.small.formats", "webp,jpeg,avif,png"));

  @AfterAll
  void stop() {
    bench.close();
  }

  static List<Specimen> corpus() throws IOException {
    return Corpus.all();
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void isShownAsItIs(Specimen specimen) throws IOException {
    ImageOutcome.Processed made = bench.processed(specimen.file());

    assertThat(made.size()).isEqualTo(specimen.size());
    assertColour(
        new Color(
            made.dominantColour().red(),
            made.dominantColour().green(),
            made.dominantColour().blue()),
        specimen.means().getFirst(),
        specimen.tolerance());
    assertThat(made.variants()).extracting(Variant::preset).contains("tiny", "small", "large");
    for (Variant variant : made.variants()) {
      assertShows(variant, specimen);
    }
  }

  private void assertShows(Variant variant, Specimen specimen) throws IOException {
    PictureSize expected =
        switch (variant.preset()) {
          case "tiny" -> new PictureSize(16, 16);
          case "small" ->
              specimen.size().width() > 24
                  ? new PictureSize(24, 24 * specimen.size().height() / specimen.size().width())
                  : specimen.size();
          default -> specimen.size();
        };
    List<Color> frames =
        variant.format() == OutputFormat.WEBP ? specimen.means() : specimen.means().subList(0, 1);
    byte[] file = variant.file().content();
    if (variant.format() == OutputFormat.WEBP) {
      specimen
          .timing()
          .ifPresent(timing -> assertThat(AnimationTiming.ofWebp(file)).isEqualTo(timing));
    }
    assertThat(variant.size()).as("%s", variant).isEqualTo(expected);
    assertThat(bench.sizeOf(variant)).isEqualTo(expected);
    assertThat(bench.metadataOf(file)).as("metadata").isEmpty();
    List<int[]> means = TestVips.means(file);
    assertThat(means).hasSameSizeAs(frames);
    for (int frame = 0; frame < frames.size(); frame++) {
      int[] mean = means.get(frame);
      assertColour(
          new Color(mean[0], mean[1], mean[2]),
          frames.get(frame),
          specimen.tolerance() + ENCODING_TOLERANCE);
    }
  }

  private static void assertColour(Color found, Color expected, int tolerance) {
    assertThat(found.getRed()).as("red").isCloseTo(expected.getRed(), within(tolerance));
    assertThat(found.getGreen()).as("green").isCloseTo(expected.getGreen(), within(tolerance));
    assertThat(found.getBlue()).as("blue").isCloseTo(expected.getBlue(), within(tolerance));
  }
}
