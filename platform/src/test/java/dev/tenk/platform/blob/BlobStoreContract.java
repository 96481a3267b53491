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
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every blob store does. */
public abstract class BlobStoreContract {

  protected static final byte[] HELLO = "hello".getBytes(UTF_8);
  private static final String HELLO_SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  /** A collection that only this test uses. */
  protected final String collection = "things-" + UUID.randomUUID();

  private final BlobKey key = new BlobKey(collection, "one", "original");

  /** The store under test, the same at each call. */
  protected abstract BlobStore blobs();

  /** Where it stages. */
  protected abstract Path staging();

  @Test
  void givesBackWhatWasStored() throws IOException {
    try (StagedBlob staged = stage(HELLO, 5)) {
      assertThat(staged.bytes()).isEqualTo(5);
      assertThat(staged.sha256()).isEqualTo(HELLO_SHA256);
      assertThat(blobs().find(key)).isEmpty();
      staged.store(key);
    }

    assertThat(stored(key)).isEqualTo(HELLO);
    assertThat(filesIn(staging())).isEmpty();
  }

  @Test
  void tellsWhetherItsBlobsAreFiles() throws IOException {
    blobs().put(key, HELLO);

    assertThat(blobs().find(key).orElseThrow().file().isPresent()).isEqualTo(blobs().isOfFiles());
  }

  @Test
  void givesBackWhatIsLargerThanAPart() throws IOException {
    byte[] large = new byte[21_000_000];
    new Random(42).nextBytes(large);

    try (StagedBlob staged = stage(large, large.length)) {
      staged.store(key);
    }

    assertThat(blobs().find(key).orElseThrow().bytes()).isEqualTo(large.length);
    assertThat(stored(key)).isEqualTo(large);
  }

  @Test
  void aReaderMayStopInTheMiddle() throws IOException {
    byte[] large = new byte[9_000_000];
    blobs().put(key, large);

    for (int i = 0; i < 100; i++) {
      try (InputStream in = blobs().find(key).orElseThrow().open()) {
        assertThat(in.readNBytes(10)).hasSize(10);
      }
    }
  }

  @Test
  void replacesABlobByTheSameContent() throws IOException {
    blobs().put(key, HELLO);
    blobs().put(key, HELLO);

    assertThat(stored(key)).isEqualTo(HELLO);
  }

  @Test
  void keepsEmptyBlobs() throws IOException {
    blobs().put(key, new byte[0]);

    assertThat(blobs().find(key).orElseThrow().bytes()).isZero();
    assertThat(stored(key)).isEmpty();
  }

  @Test
  void keepsNothingOfWhatIsNotStored() throws IOException {
    stage(HELLO, 5).close();

    assertThat(filesIn(staging())).isEmpty();
    assertThat(groups()).isEmpty();
  }

  @Test
  void keepsNothingOfWhatIsTooLarge() throws IOException {
    assertThatThrownBy(() -> stage(HELLO, 4))
        .isInstanceOfSatisfying(
            BlobTooLargeException.class, e -> assertThat(e.maxBytes()).isEqualTo(4));
    assertThat(filesIn(staging())).isEmpty();
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

    assertThatThrownBy(() -> blobs().stage(broken, 1_000_000)).hasMessage("connection reset");
    assertThat(filesIn(staging())).isEmpty();
  }

  @Test
  void deletesABlobOnceAndAgain() throws IOException {
    blobs().put(key, HELLO);

    blobs().delete(key);
    blobs().delete(key);

    assertThat(blobs().find(key)).isEmpty();
  }

  @Test
  void deletesAGroupAsOne() throws IOException {
    blobs().put(key, HELLO);
    blobs().put(new BlobKey(collection, "one", "abc.webp"), HELLO);
    blobs().put(new BlobKey(collection, "one-more", "original"), HELLO);
    blobs().put(new BlobKey(collection, "two", "original"), HELLO);

    blobs().deleteGroup(collection, "one");
    blobs().deleteGroup(collection, "absent");

    assertThat(blobs().find(key)).isEmpty();
    assertThat(groups())
        .extracting(BlobStore.BlobGroup::name)
        .containsExactlyInAnyOrder("one-more", "two");
  }

  @Test
  void saysWhenAGroupChanged() throws IOException {
    Instant before = Instant.now().minusSeconds(2);
    blobs().put(key, HELLO);
    blobs().put(new BlobKey(collection, "one", "abc.webp"), HELLO);

    assertThat(groups())
        .singleElement()
        .satisfies(
            group ->
                assertThat(group.modifiedAt()).isBetween(before, Instant.now().plusSeconds(2)));
  }

  @Test
  void deletesStagedBytesOfProcessesThatEnded() throws IOException {
    try (StagedBlob staged = stage(HELLO, 5)) {
      assertThat(blobs().deleteStaged(Instant.now().minusSeconds(60))).isZero();
      assertThat(staged.file()).exists();
      assertThat(blobs().deleteStaged(Instant.now().plusSeconds(60))).isEqualTo(1);
    }
  }

  private StagedBlob stage(byte[] bytes, long maxBytes) throws IOException {
    return blobs().stage(new ByteArrayInputStream(bytes), maxBytes);
  }

  private byte[] stored(BlobKey where) throws IOException {
    try (InputStream in = blobs().find(where).orElseThrow().open()) {
      return in.readAllBytes();
    }
  }

  private List<BlobStore.BlobGroup> groups() throws IOException {
    List<BlobStore.BlobGroup> groups = new ArrayList<>();
    blobs().forEachGroup(collection, groups::add);
    return groups;
  }

  /** All files below a folder. */
  protected static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
