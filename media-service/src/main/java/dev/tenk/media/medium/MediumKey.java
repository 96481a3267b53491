package dev.tenk.media.medium;

import dev.tenk.platform.id.ShardedId;
import java.io.Serializable;
import java.util.UUID;

/** The primary key: the partition first. */
record MediumKey(short bucket, UUID id) implements Serializable {

  static MediumKey of(ShardedId id) {
    return new MediumKey(id.bucket(), id.value());
  }
}
