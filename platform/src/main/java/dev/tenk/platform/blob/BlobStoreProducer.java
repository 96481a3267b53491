package dev.tenk.platform.blob;

import dev.tenk.platform.blob.s3.S3BlobStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Provides the store that the configuration names. */
@Singleton
public final class BlobStoreProducer {

  @Produces
  @Singleton
  BlobStore blobStore(BlobConfig config, MeterRegistry metrics) throws IOException {
    return new MeasuredBlobStore(open(config), metrics);
  }

  private static BlobStore open(BlobConfig config) throws IOException {
    return switch (config.store()) {
      case DIRECTORY ->
          new DirectoryBlobStore(
              config
                  .directory()
                  .orElseThrow(
                      () -> new ConfigurationException("tenk.blob.directory must be set")));
      case S3 -> S3BlobStore.open(config.s3(), new Staging(config.staging()));
    };
  }

  void close(@Disposes BlobStore blobs) throws Exception {
    if (blobs instanceof AutoCloseable open) {
      open.close();
    }
  }
}
