package dev.tenk.platform.blob.s3;

import dev.tenk.platform.blob.Blob;
import dev.tenk.platform.blob.BlobKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** An object of the bucket. Its stream takes from the network only what is read from it. */
record S3Blob(S3AsyncClient s3, String bucket, BlobKey key, long bytes) implements Blob {

  @Override
  public InputStream open() throws IOException {
    try {
      return S3BlobStore.await(
          s3.getObject(
              get -> get.bucket(bucket).key(key.toString()),
              AsyncResponseTransformer.toBlockingInputStream()));
    } catch (IOException e) {
      if (e.getCause() instanceof NoSuchKeyException) {
        throw (NoSuchFileException) new NoSuchFileException(key.toString()).initCause(e);
      }
      throw e;
    }
  }

  @Override
  public Optional<Path> file() {
    return Optional.empty();
  }
}
