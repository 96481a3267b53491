package dev.tenk.platform.blob;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Provides the store that the configuration names. */
@Singleton
public final class BlobStoreProducer {

  @Produces
  @Singleton
  BlobStore blobStore(BlobConfig config) throws IOException {
    return new DirectoryBlobStore(config.directory());
  }
}
