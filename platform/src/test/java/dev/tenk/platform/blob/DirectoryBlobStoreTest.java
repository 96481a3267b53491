package dev.tenk.platform.blob;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void saysThatItFailsWhenTheDiskTakesNoMore() throws IOException {
    try (StagedBlob staged = blobs.stage(new ByteArrayInputStream(HELLO), 5)) {
      Files.writeString(root.resolve(collection), "a file where a folder is needed");

      assertThatThrownBy(() -> staged.store(new BlobKey(collection, "one", "original")))
          .isInstanceOf(BlobStoreException.class);
    }
  }
}
