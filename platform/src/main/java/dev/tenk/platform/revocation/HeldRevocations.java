package dev.tenk.platform.revocation;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.Caller;
import dev.tenk.platform.token.RevocationCheck;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The revocations that this process knows of, for as long as a token of before could live. Any
 * thread; a check costs two look-ups.
 */
@Singleton
@IfBuildProperty(name = "tenk.revocation.enabled", stringValue = "true")
public final class HeldRevocations implements RevocationCheck {

  private final Duration keep;
  private final InstantSource clock;

  /** By the {@code sid} of the tokens. */
  private final Map<String, Instant> sessions = new ConcurrentHashMap<>();

  private final Map<ShardedId, Revocation.OfAccount> accounts = new ConcurrentHashMap<>();

  private volatile boolean loaded;

  @Inject
  HeldRevocations(RevocationConfig config, InstantSource clock) {
    this(config.keep(), clock);
  }

  HeldRevocations(Duration keep, InstantSource clock) {
    this.keep = keep;
    this.clock = clock;
  }

  /** Refuses these tokens from now on. The order in which revocations come does not matter. */
  public void hold(Revocation revocation) {
    if (revocation.at().isBefore(oldest())) {
      return;
    }
    switch (revocation) {
      case Revocation.OfSession(ShardedId session, Instant at) ->
          sessions.merge(session.toString(), at, HeldRevocations::later);
      case Revocation.OfAccount ofAccount ->
          accounts.merge(ofAccount.account(), ofAccount, HeldRevocations::stricter);
    }
  }

  @Override
  public boolean isRevoked(Caller caller) {
    if (sessions.containsKey(caller.session())) {
      return true;
    }
    Revocation.OfAccount ofAccount = accounts.get(caller.account());
    return ofAccount != null
        && ShardedId.parse(caller.session())
            .map(session -> endsSession(ofAccount, session))
            .orElse(true);
  }

  /** All revocations that still matter have been held once. */
  public void markLoaded() {
    loaded = true;
  }

  /** Whether all revocations that still matter are held, but for those that are on their way. */
  public boolean isLoaded() {
    return loaded;
  }

  /** How many are held. */
  public int size() {
    return sessions.size() + accounts.size();
  }

  /** Lets go of those that no living token can need. */
  void forgetExpired() {
    Instant oldest = oldest();
    sessions.values().removeIf(at -> at.isBefore(oldest));
    accounts.values().removeIf(ofAccount -> ofAccount.at().isBefore(oldest));
  }

  private Instant oldest() {
    return clock.instant().minus(keep);
  }

  private static boolean endsSession(Revocation.OfAccount ofAccount, ShardedId session) {
    return session.epochMillis() < ofAccount.validFrom().toEpochMilli()
        && !session.equals(ofAccount.kept());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Revocation.OfAccount stricter(
      Revocation.OfAccount one, Revocation.OfAccount other) {
    int order = one.validFrom().compareTo(other.validFrom());
    if (order == 0) {
      return one.kept() == null ? one : other;
    }
    return order > 0 ? one : other;
  }
}
