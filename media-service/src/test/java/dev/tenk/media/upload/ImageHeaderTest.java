package dev.tenk.media.upload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.media.test.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageHeaderTest {

  @TempDir Path folder;

  @Test
  void readsAJpeg() throws IOException {
    assertRead(Pictures.jpeg(37, 21), ImageFormat.JPEG, 37, 21);
  }

  @Test
  void readsAJpegPastLongMetadata() throws IOException {
    byte[] jpeg = Pictures.jpeg(37, 21);
    ByteArrayOutputStream withMetadata = new ByteArrayOutputStream();
    withMetadata.write(jpeg, 0, 2);
    for (int i = 0; i < 40; i++) {
      withMetadata.write(new byte[] {(byte) 0xFF, (byte) 0xE2, (byte) 0xFF, (byte) 0xFF});
      withMetadata.write(new byte[0xFFFD]);
    }
    withMetadata.write(jpeg, 2, jpeg.length - 2);

    assertRead(withMetadata.toByteArray(), ImageFormat.JPEG, 37, 21);
  }

  @Test
  void readsAPng() throws IOException {
    assertRead(Pictures.png(5, 9), ImageFormat.PNG, 5, 9);
    assertRead(Pictures.pngThatClaims(60_000, -1), ImageFormat.PNG, 60_000, 0xFFFF_FFFFL);
  }

  @Test
  void readsAGif() throws IOException {
    assertRead(
        ByteBuffer.allocate(13)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("GIF89a".getBytes(US_ASCII))
            .putShort((short) 300)
            .putShort((short) 40_000)
            .array(),
        ImageFormat.GIF,
        300,
        40_000);
  }

  @Test
  void readsAWebpOfEachKind() throws IOException {
    assertRead(
        webp("VP8 ", "10 00 00 00 30 01 00 9D 01 2A 2C 01 C8 00 00 00"),
        ImageFormat.WEBP,
        300,
        200);
    assertRead(
        webp("VP8L", "10 00 00 00 2F 2B C1 31 00 00 00 00 00 00 00 00"),
        ImageFormat.WEBP,
        300,
        200);
    assertRead(
        webp("VP8X", "0A 00 00 00 10 00 00 00 2B 01 00 C7 00 00 00 00"),
        ImageFormat.WEBP,
        300,
        200);
  }

  @Test
  void readsTheLargestExtentOfAnAvif() throws IOException {
    ByteBuffer avif = ByteBuffer.allocate(200);
    avif.putInt(24).put("ftypavif".getBytes(US_ASCII)).putInt(0).put("avifmif1".getBytes(US_ASCII));
    avif.putInt(20).put("ispe".getBytes(US_ASCII)).putInt(0).putInt(64).putInt(48);
    avif.putInt(20).put("ispe".getBytes(US_ASCII)).putInt(0).putInt(640).putInt(480);

    assertRead(avif.array(), ImageFormat.AVIF, 640, 480);
  }

  @Test
  void knowsNothingElse() throws IOException {
    assertThat(read("These are words.".getBytes(US_ASCII))).isEmpty();
    assertThat(read(new byte[0])).isEmpty();
    assertThat(read("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(US_ASCII))).isEmpty();
    assertThat(read(HexFormat.of().parseHex("49492a0008000000"))).isEmpty();
    assertThat(read(Arrays.copyOf(Pictures.jpeg(8, 8), 20))).isEmpty();
  }

  @Test
  void answersForEveryTruncationAndDamageOfAHeader() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (byte[] picture : new byte[][] {Pictures.jpeg(8, 8), Pictures.png(8, 8)}) {
      for (int i = 0; i < 200; i++) {
        byte[] damaged = Arrays.copyOf(picture, random.nextInt(picture.length));
        if (damaged.length > 4) {
          damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        assertThat(read(damaged))
            .satisfiesAnyOf(
                header -> assertThat(header).isEmpty(),
                header -> assertThat(header.orElseThrow().pixels()).isPositive());
      }
    }
  }

  private void assertRead(byte[] bytes, ImageFormat format, long width, long height)
      throws IOException {
    assertThat(read(bytes)).contains(new ImageHeader(format, width, height));
  }

  private Optional<ImageHeader> read(byte[] bytes) throws IOException {
    return ImageHeader.read(Files.write(folder.resolve("picture"), bytes));
  }

  private static byte[] webp(String chunk, String hex) {
    ByteBuffer webp = ByteBuffer.allocate(64);
    webp.put("RIFF".getBytes(US_ASCII)).putInt(0).put("WEBP".getBytes(US_ASCII));
    webp.put(chunk.getBytes(US_ASCII)).put(HexFormat.ofDelimiter(" ").parseHex(hex));
    return webp.array();
  }
}
