package dev.tenk.media.test;

import dev.tenk.embedded.test.ObjectStoreResource;
import dev.tenk.platform.blob.BlobConfig;
import dev.tenk.platform.blob.BlobStore;
import dev.tenk.platform.blob.Staging;
import dev.tenk.platform.blob.s3.S3BlobStore;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The bucket of a service that was started with {@link ObjectStoreResource}. */
public final class Bucket {

  private static @Nullable BlobStore blobs;

  private Bucket() {}

  /** The bucket, on connections of the test's own. */
  public static synchronized BlobStore blobs() {
    BlobStore open = blobs;
    if (open == null) {
      open = open();
      blobs = open;
    }
    return open;
  }

  private static BlobStore open() {
    BlobConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .addSystemSources()
            .withMapping(BlobConfig.class)
            .withDefaultValues(new ObjectStoreResource().start())
            .build()
            .getConfigMapping(BlobConfig.class);
    try {
      return S3BlobStore.open(config.s3(), new Staging(config.staging()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
