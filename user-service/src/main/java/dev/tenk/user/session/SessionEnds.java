package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.revocation.Revocations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Shows the sessions of an account and ends them. */
@Singleton
class SessionEnds {

  private final SessionRecords records;
  private final Revocations revocations;
  private final SessionConfig config;
  private final InstantSource clock;

  SessionEnds(
      SessionRecords records, Revocations revocations, SessionConfig config, InstantSource clock) {
    this.records = records;
    this.revocations = revocations;
    this.config = config;
    this.clock = clock;
  }

  /** Those that are live, the one that was seen latest first. */
  List<SessionRecord> live(ShardedId account) {
    return records.list(account).stream()
        .filter(session -> session.isLive(clock.instant(), config.idleLifetime()))
        .toList();
  }

  /** Ends one; false where the account has none of this id. */
  boolean end(ShardedId account, ShardedId session) {
    return revocations.end(account, session);
  }

  @Transactional
  public void endAll(ShardedId account) {
    revocations.endAll(account, Optional.empty());
  }

  /** Ends those above the bound, which were seen least lately. */
  void endSurplus(ShardedId account) {
    records.list(account).stream()
        .skip(config.maxPerAccount())
        .forEach(session -> revocations.end(account, session.id()));
  }
}
