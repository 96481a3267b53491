package dev.tenk.media.event;

import dev.tenk.platform.cache.invalidation.ChangeLog;
import dev.tenk.platform.cache.shared.Change;
import dev.tenk.platform.caching.CacheChangeSink;
import jakarta.inject.Singleton;

/** Invalidations as rows of the outbox. */
@Singleton
public final class MediaChangeLog implements ChangeLog {

  private final MediaOutbox outbox;

  MediaChangeLog(MediaOutbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public void add(short bucket, Change change) {
    outbox.add(CacheChangeSink.message(bucket, change));
  }
}
