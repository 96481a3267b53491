package dev.tenk.platform.blob.s3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** All objects below a prefix, page by page, in the order of their keys. */
final class S3Listing {

  /** Is given objects, and may fail. */
  @FunctionalInterface
  interface Visitor {

    /** The next object. */
    void visit(S3Object object) throws IOException;
  }

  private S3Listing() {}

  static void forEach(S3AsyncClient s3, String bucket, String prefix, Visitor visitor)
      throws IOException {
    @Nullable String next = null;
    do {
      String from = next;
      ListObjectsV2Response page =
          S3BlobStore.await(
              s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix).continuationToken(from)));
      for (S3Object object : page.contents()) {
        visitor.visit(object);
      }
      next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
    } while (next != null);
  }
}
