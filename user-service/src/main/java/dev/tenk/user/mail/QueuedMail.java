package dev.tenk.user.mail;

import dev.tenk.platform.id.ShardedId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that is to be written and sent.
 *
 * @param id its row, in the account's bucket where there is one
 * @param kind why
 * @param account whom it is about; null where only an address is known
 * @param address the address that it is about, as somebody typed it
 * @param createdAt when it was queued
 * @param tries how often it was tried, this time included
 */
public record QueuedMail(
    ShardedId id,
    MailKind kind,
    @Nullable ShardedId account,
    String address,
    Instant createdAt,
    int tries) {

  /** Without the address, which logs must not hold. */
  @Override
  public String toString() {
    return "QueuedMail[" + kind + " " + id + "]";
  }
}
