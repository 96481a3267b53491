package dev.tenk.user.revocation;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.revocation.Revocation;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Ends sessions. The end commits with the change that caused it; then it is spread to every pod of
 * every service, and no access token of the session is taken any more.
 *
 * <p>What a crash keeps from being spread, {@link RevocationSweep} spreads within a second.
 */
@Singleton
public class Revocations {

  private final RevocationRecords records;
  private final RevocationSpread spread;
  private final TransactionSynchronizationRegistry transactions;
  private final Event<SessionsEnded> ended;
  private final InstantSource clock;

  Revocations(
      RevocationRecords records,
      RevocationSpread spread,
      TransactionSynchronizationRegistry transactions,
      Event<SessionsEnded> ended,
      InstantSource clock) {
    this.records = records;
    this.spread = spread;
    this.transactions = transactions;
    this.ended = ended;
    this.clock = clock;
  }

  /**
   * Ends the sessions of an account: all, or all but the one in which the owner makes the change.
   * Waits for sign-ins of the account that are being recorded, so that none escapes. Blocking.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void endAll(ShardedId account, Optional<UUID> exceptSession) {
    Instant now = now();
    Optional<ShardedId> kept = exceptSession.map(ShardedId::new);
    List<ShardedId> sessions = records.deleteSessions(account, kept);
    // a pod whose clock is ahead may have begun one of them after our now
    Instant validFrom =
        sessions.stream()
            .map(session -> Instant.ofEpochMilli(session.epochMillis() + 1))
            .filter(now::isBefore)
            .max(Comparator.naturalOrder())
            .orElse(now);
    var revocation = new Revocation.OfAccount(account, validFrom, kept.orElse(null), now);
    records.insert(revocation);
    afterCommit(revocation, sessions);
  }

  /**
   * Ends one session of an account. Blocking.
   *
   * @return whether there was such a session
   */
  @Transactional(Transactional.TxType.REQUIRED)
  public boolean end(ShardedId account, ShardedId session) {
    if (!records.deleteSession(account, session)) {
      return false;
    }
    var revocation = new Revocation.OfSession(session, now());
    records.insert(revocation);
    afterCommit(revocation, List.of(session));
    return true;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void afterCommit(Revocation revocation, List<ShardedId> sessions) {
    transactions.registerInterposedSynchronization(
        new AfterCommit(
            () -> {
              spread.now(revocation);
              ended.fire(new SessionsEnded(sessions));
            }));
  }

  private record AfterCommit(Runnable action) implements Synchronization {

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        action.run();
      }
    }
  }
}
