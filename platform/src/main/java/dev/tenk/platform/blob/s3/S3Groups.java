package dev.tenk.platform.blob.s3;

import dev.tenk.platform.blob.BlobStore.BlobGroup;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Makes groups of objects that come in the order of their keys. Not thread-safe. */
final class S3Groups {

  private final Consumer<BlobGroup> visitor;
  private @Nullable BlobGroup current;

  S3Groups(Consumer<BlobGroup> visitor) {
    this.visitor = visitor;
  }

  void add(S3Object object) {
    String[] segments = object.key().split("/", -1);
    if (segments.length != 3) {
      return; // not ours
    }
    Instant modifiedAt = object.lastModified();
    BlobGroup before = current;
    if (before == null || !before.name().equals(segments[1])) {
      end();
      current = new BlobGroup(segments[1], modifiedAt);
    } else if (modifiedAt.isAfter(before.modifiedAt())) {
      current = new BlobGroup(segments[1], modifiedAt);
    }
  }

  void end() {
    BlobGroup last = current;
    if (last != null) {
      visitor.accept(last);
      current = null;
    }
  }
}
