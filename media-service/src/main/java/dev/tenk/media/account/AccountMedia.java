package dev.tenk.media.account;

import dev.tenk.media.medium.MediumBlobs;
import dev.tenk.media.medium.MediumRegistry;
import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Removes all media of an account, rows and bytes.
 *
 * <p>Rows go before bytes: a process that dies in between leaves bytes without a row, which the
 * collector finds. A worker's late result finds no row, and what it wrote is deleted by its
 * consumer.
 */
@Singleton
public class AccountMedia {

  private static final Logger LOG = Logger.getLogger(AccountMedia.class);
  private static final int BATCH = 100;

  private final MediumRegistry media;
  private final MediumBlobs blobs;

  AccountMedia(MediumRegistry media, MediumBlobs blobs) {
    this.media = media;
    this.blobs = blobs;
  }

  /** Deletes batch after batch; may be repeated. Blocking, for as long as the account is large. */
  void deleteAll(ShardedId account) {
    int deleted = 0;
    for (List<ShardedId> batch = media.removeOf(account, BATCH);
        !batch.isEmpty();
        batch = media.removeOf(account, BATCH)) {
      batch.forEach(blobs::tryDelete);
      deleted += batch.size();
    }
    LOG.infof("deleted the media of a deleted account account=%s media=%d", account, deleted);
  }
}
