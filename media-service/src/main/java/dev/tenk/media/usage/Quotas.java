package dev.tenk.media.usage;

import dev.tenk.media.usage.UsageTable.Held;
import dev.tenk.platform.database.ReadOnly;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/**
 * Keeps accounts within their quotas, exactly: what a medium takes and gives back commits with the
 * medium, and the uploads of an account take turns at its row. Blocking.
 */
@ApplicationScoped
public class Quotas {

  private final UsageTable table;
  private final Usage.Limits limits;

  Quotas(UsageTable table, QuotaConfig config) {
    this.table = table;
    this.limits = new Usage.Limits(config.bytes().asLongValue(), config.media());
  }

  /** What an account holds. */
  @ReadOnly
  public Usage find(ShardedId account) {
    Held held = table.find(account);
    return new Usage(held.bytes(), held.media(), limits);
  }

  /**
   * Refuses a medium that would not fit now, before anything is done for it; {@link #take} decides.
   *
   * @throws ProblemException 403
   */
  @Transactional
  public void requireRoom(ShardedId account, long bytes) {
    Held held = table.find(account);
    if (held.bytes() + bytes > limits.bytes() || held.media() + 1 > limits.media()) {
      throw exceeded();
    }
  }

  /**
   * Takes room for a medium in the caller's transaction, before its row is written.
   *
   * @throws ProblemException 403 where there is too little
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void take(ShardedId account, long bytes) {
    if (!table.addWithin(account, new Held(bytes, 1), limits)) {
      throw exceeded();
    }
  }

  /** Takes room for a medium that comes back, be there as much or not. As {@link #take}. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void takeBack(ShardedId account, long bytes) {
    table.add(account, new Held(bytes, 1));
  }

  /** Gives the room of a medium back in the caller's transaction, before its row is changed. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void giveBack(ShardedId account, long bytes) {
    table.add(account, new Held(-bytes, -1));
  }

  /** Forgets an account whose media are removed in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void forget(ShardedId account) {
    table.remove(account);
  }

  private ProblemException exceeded() {
    return ProblemException.of(
        403,
        "quota-exceeded",
        "An account may hold %d media of %d bytes together; this one would be too much."
            .formatted(limits.media(), limits.bytes()));
  }
}
