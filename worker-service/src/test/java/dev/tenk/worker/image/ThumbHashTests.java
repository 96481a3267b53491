package dev.tenk.worker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbHashTests {

  /** What the author's own thumbhash 0.1.1 makes of {@link #picture}. */
  @ParameterizedTest
  @CsvSource({
    "40, 30, false, nQgOHZpgdndwh4h2iGiIh+CgDvh4",
    "30, 40, false, nfgNHRpgdnCHaIdoiId4eOCgDvh4",
    "100, 20, true, 4jiGEY43o4ewh4fRwCz6dYCHhod4eIg=",
  })
  void equalsTheHashOfItsAuthor(int width, int height, boolean alpha, String hash) {
    PictureSize size = new PictureSize(width, height);

    byte[] made = ThumbHash.of(size, 4, picture(size, alpha));

    assertThat(Base64.getEncoder().encodeToString(made)).isEqualTo(hash);
  }

  @Test
  void takesPicturesWithoutAlpha() {
    byte[] rgb = {10, 20, 30, 40, 50, 60};
    byte[] rgba = {10, 20, 30, -1, 40, 50, 60, -1};
    PictureSize size = new PictureSize(2, 1);

    assertThat(ThumbHash.of(size, 3, rgb)).isEqualTo(ThumbHash.of(size, 4, rgba));
  }

  @Test
  void refusesWhatIsTooLargeToBeWorthwhile() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThumbHash.of(new PictureSize(101, 1), 3, new byte[303]));
  }

  private static byte[] picture(PictureSize size, boolean alpha) {
    int width = size.width();
    int height = size.height();
    byte[] pixels = new byte[width * height * 4];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = (y * width + x) * 4;
        pixels[i] = (byte) (x * 255 / (width - 1));
        pixels[i + 1] = (byte) (y * 255 / (height - 1));
        pixels[i + 2] = (byte) (x * y % 256);
        pixels[i + 3] = (byte) (alpha ? (x + y) * 255 / (width + height - 2) : 255);
      }
    }
    return pixels;
  }
}
