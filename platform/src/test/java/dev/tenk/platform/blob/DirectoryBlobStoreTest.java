package dev.tenk.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobStoreTest extends BlobStoreContract {

  @TempDir Path root;
  private DirectoryBlobStore blobs;

  @BeforeEach
  void open() throws IOException {
    blobs = new DirectoryBlobStore(root);
  }

  @Override
  protected BlobStore blobs() {
    return blobs;
  }

  @Override
  protected Path staging() {
    return root.resolve(".staging");
  }

  @Test
  void leavesOutAGroupThatGoesWhileItIsLookedFor() throws IOException {
    // given: in one folder, since their names have the same hash
    blobs.put(new BlobKey(collection, "medium-an", "original"), HELLO);
    blobs.put(new BlobKey(collection, "medium-c0", "original"), HELLO);
    List<String> seen = new ArrayList<>();

    // when
    blobs.forEachGroup(
        collection,
        group -> {
          seen.add(group.name());
          delete(group.name().equals("medium-an") ? "medium-c0" : "medium-an");
        });

    // then
    assertThat(seen).hasSize(1);
  }

  private void delete(String group) {
    try {
      blobs.deleteGroup(collection, group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void goesOnWhereAStagedFileHasGone() throws IOException {
    // given: what was listed and is not there
    Files.createSymbolicLink(staging().resolve("gone"), staging().resolve("nowhere"));

    // when
    try (StagedBlob staged = blobs.stage(new ByteArrayInputStream(HELLO), 5)) {
      // then
      assertThat(blobs.deleteStaged(Instant.now().plusSeconds(60))).isEqualTo(1);
      assertThat(staged.file()).doesNotExist();
    }
  }

  @Test
  void saysThatItFailsWhenTheDiskTakesNoMore() throws IOException {
    try (StagedBlob staged = blobs.stage(new ByteArrayInputStream(HELLO), 5)) {
      Files.writeString(root.resolve(collection), "a file where a folder is needed");

      assertThatThrownBy(() -> staged.store(new BlobKey(collection, "one", "original")))
          .isInstanceOf(BlobStoreException.class);
    }
  }
}
