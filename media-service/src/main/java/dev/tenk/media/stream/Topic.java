package dev.tenk.media.stream;

import dev.tenk.platform.id.ShardedId;

/** What a stream is about; all of it belongs to one account. */
sealed interface Topic {

  /** The account whose media it is about. */
  ShardedId owner();

  /** Whether it is about this medium of the owner. */
  boolean includes(ShardedId medium);

  /** All media of an account. */
  record AllOf(ShardedId owner) implements Topic {

    @Override
    public boolean includes(ShardedId medium) {
      return true;
    }
  }

  /** One medium. */
  record One(ShardedId owner, ShardedId medium) implements Topic {

    @Override
    public boolean includes(ShardedId other) {
      return medium.equals(other);
    }
  }
}
