package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** The primary key of an account: its id, led by the bucket that the id carries. */
@Embeddable
record AccountKey(@Column(name = "bucket") short bucket, @Column(name = "id") UUID id) {

  static AccountKey of(ShardedId id) {
    return new AccountKey(id.bucket(), id.value());
  }

  ShardedId toId() {
    return new ShardedId(id);
  }
}
