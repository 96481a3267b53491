package dev.tenk.platform.blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Bytes in a file of a staging directory. */
record StagedFile(Staging.Placement placement, Path file, long bytes, String sha256)
    implements StagedBlob {

  private static final Logger LOG = Logger.getLogger(StagedFile.class);

  @Override
  public void store(BlobKey key) throws BlobStoreException {
    try {
      placement.place(file, key);
    } catch (BlobStoreException e) {
      throw e;
    } catch (IOException e) {
      throw new BlobStoreException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("staged bytes stay until they are collected", e);
    }
  }
}
