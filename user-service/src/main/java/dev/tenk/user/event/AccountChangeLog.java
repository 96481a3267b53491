package dev.tenk.user.event;

import dev.tenk.platform.cache.invalidation.ChangeLog;
import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.caching.CacheChangeSink;
import jakarta.inject.Singleton;

/** Invalidations as rows of the outbox. */
@Singleton
public final class AccountChangeLog implements ChangeLog {

  private final AccountOutbox outbox;

  AccountChangeLog(AccountOutbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void add(short bucket, Change change) {
    outbox.add(CacheChangeSink.message(bucket, change));
  }
}
