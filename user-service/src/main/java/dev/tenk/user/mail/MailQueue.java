package dev.tenk.user.mail;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.platform.ratelimit.RateLimiter;
import dev.tenk.user.text.CaseFolding;
import dev.tenk.user.text.FoldedHash;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Takes mails in the transaction of the change that causes them: none is lost, none is sent for
 * what did not happen. What strangers can cause is bounded by the address that it goes to.
 */
@Singleton
public class MailQueue {

  private static final String BY_RECIPIENT = "mail-recipient";

  private final MailStore store;
  private final MailRelay relay;
  private final ShardedIds ids;
  private final RateLimiter limiter;
  private final TransactionSynchronizationRegistry transactions;

  MailQueue(
      MailStore store,
      MailRelay relay,
      ShardedIds ids,
      RateLimiter limiter,
      TransactionSynchronizationRegistry transactions) {
    this.store = store;
    this.relay = relay;
    this.ids = ids;
    this.limiter = limiter;
    this.transactions = transactions;
  }

  /** Queues a mail about an account. Blocking; needs a transaction. */
  public void add(MailKind kind, ShardedId account, String address) {
    requireTransaction();
    if (mayWrite(kind, address)) {
      store.insert(ids.newOwnedBy(account), kind, account, address);
      wakeAfterCommit();
    }
  }

  /**
   * Queues a mail about an address of which it is not known whose it is; the same work for every
   * address. Blocking; needs a transaction.
   */
  public void add(MailKind kind, String address) {
    requireTransaction();
    if (mayWrite(kind, address)) {
      store.insert(ids.newOwnedBy(bucketOf(address)), kind, null, address);
      wakeAfterCommit();
    }
  }

  /** Nobody's mailbox can be flooded; whoever asks is answered the same. */
  private boolean mayWrite(MailKind kind, String address) {
    return !kind.isByAnybody()
        || limiter.tryTake(BY_RECIPIENT, kind.name() + ":" + FoldedHash.of(address));
  }

  /** An id whose bucket is a hash of the address, so that its row has a place. */
  private static ShardedId bucketOf(String address) {
    UUID hash = UUID.nameUUIDFromBytes(CaseFolding.fold(address).getBytes(StandardCharsets.UTF_8));
    long versioned = hash.getMostSignificantBits() & ~0xF000L | 0x7000L;
    return new ShardedId(new UUID(versioned, hash.getLeastSignificantBits()));
  }

  private void requireTransaction() {
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      throw new IllegalStateException("a mail needs the transaction of its cause");
    }
  }

  private void wakeAfterCommit() {
    transactions.registerInterposedSynchronization(new Wake(relay));
  }

  private record Wake(MailRelay relay) implements Synchronization {

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        relay.wake();
      }
    }
  }
}
