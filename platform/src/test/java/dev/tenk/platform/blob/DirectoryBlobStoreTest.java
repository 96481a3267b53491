package dev.tenk.platform.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryBlobStoreTest {

  private static final BlobKey KEY = new BlobKey("things", "one", "original");
  private static final byte[] HELLO = "hello".getBytes(UTF_8);
  private static final String HELLO_SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir Path root;
  private DirectoryBlobStore blobs;

  @BeforeEach
  void open() throws IOException {
    blobs = new DirectoryBlobStore(root);
  }

  @Test
  void givesBackWhatWasStored() throws IOException {
    try (StagedBlob staged = blobs.stage(new ByteArrayInputStream(HELLO), 5)) {
      assertThat(staged.bytes()).isEqualTo(5);
      assertThat(staged.sha256()).isEqualTo(HELLO_SHA256);
      staged.store(KEY);
    }

    Blob blob = blobs.find(KEY).orElseThrow();
    assertThat(blob.bytes()).isEqualTo(5);
    try (InputStream in = blob.open()) {
      assertThat(in.readAllBytes()).isEqualTo(HELLO);
    }
    assertThat(filesIn(root.resolve(".staging"))).isEmpty();
  }

  @Test
  void keepsNothingOfWhatIsNotStored() throws IOException {
    blobs.stage(new ByteArrayInputStream(HELLO), 5).close();

    assertThat(filesIn(root)).isEmpty();
  }

  @Test
  void keepsNothingOfWhatIsTooLarge() throws IOException {
    assertThatThrownBy(() -> blobs.stage(new ByteArrayInputStream(HELLO), 4))
        .isInstanceOfSatisfying(
            BlobTooLargeException.class, e -> assertThat(e.maxBytes()).isEqualTo(4));
    assertThat(filesIn(root)).isEmpty();
  }

  @Test
  void keepsNothingWhenTheSourceBreaks() throws IOException {
    InputStream broken =
        new InputStream() {
          private int left = 3;

          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left-- == 0) {
              throw new IOException("connection reset");
            }
            return length;
          }
        };

    assertThatThrownBy(() -> blobs.stage(broken, 1_000_000)).hasMessage("connection reset");
    assertThat(filesIn(root)).isEmpty();
  }

  @Test
  void saysThatItIsFullWhenTheDiskTakesNoMore() throws IOException {
    Files.deleteIfExists(root.resolve(".staging"));
    try (StagedBlob staged =
        new DirectoryBlobStore(root).stage(new ByteArrayInputStream(HELLO), 5)) {
      Files.writeString(root.resolve("things"), "a file where a folder is needed");

      assertThatThrownBy(() -> staged.store(KEY)).isInstanceOf(BlobStoreException.class);
    }
  }

  @Test
  void deletesAGroupAsOne() throws IOException {
    blobs.put(KEY, HELLO);
    blobs.put(new BlobKey("things", "one", "abc.webp"), HELLO);
    blobs.put(new BlobKey("things", "two", "original"), HELLO);

    blobs.deleteGroup("things", "one");
    blobs.deleteGroup("things", "absent");

    assertThat(blobs.find(KEY)).isEmpty();
    List<String> groups = new ArrayList<>();
    blobs.forEachGroup("things", group -> groups.add(group.name()));
    assertThat(groups).containsExactly("two");
  }

  @Test
  void deletesStagedBytesOfProcessesThatEnded() throws IOException {
    try (StagedBlob staged = blobs.stage(new ByteArrayInputStream(HELLO), 5)) {
      assertThat(blobs.deleteStaged(Instant.now().minusSeconds(60))).isZero();
      assertThat(staged.file()).exists();
      assertThat(blobs.deleteStaged(Instant.now().plusSeconds(60))).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a/b",
        "a/b/c/d",
        "../a/b",
        "a/../b",
        "a/b/..",
        "/a/b",
        "a//b",
        "a/b/c d",
        "A/b/c",
        ".staging/a/b",
        "a/b/c.webp.exe/"
      })
  void refusesKeysThatCouldLeaveTheirPlace(String text) {
    assertThatThrownBy(() -> BlobKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
