package dev.tenk.media.direct;

import dev.tenk.platform.id.ShardedId;
import java.io.Serializable;
import java.util.UUID;

/** The primary key: the partition first. */
record DirectUploadKey(short bucket, UUID id) implements Serializable {

  static DirectUploadKey of(ShardedId id) {
    return new DirectUploadKey(id.bucket(), id.value());
  }
}
