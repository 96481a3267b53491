package dev.tenk.user.session;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.user.account.Authenticated;
import dev.tenk.user.account.Authenticator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Signs people in.
 *
 * <p>A session begins before its password is checked, and is stored only where the account is what
 * it was then. So a change that ends all sessions meanwhile ends this one too, whatever the clocks
 * of two pods say, and the password is checked again.
 */
@Singleton
class SignInService {

  private static final Logger LOG = Logger.getLogger(SignInService.class);
  private static final int TRIES = 2;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Authenticator authenticator;
  private final SignInLimits limits;
  private final SessionRecords records;
  private final SessionEnds ends;
  private final DeviceTokens deviceTokens;
  private final TokenPairs pairs;
  private final SessionConfig config;
  private final ShardedIds ids;
  private final InstantSource clock;

  SignInService(
      Authenticator authenticator,
      SignInLimits limits,
      SessionRecords records,
      SessionEnds ends,
      DeviceTokens deviceTokens,
      TokenPairs pairs,
      SessionConfig config,
      ShardedIds ids,
      InstantSource clock) {
    this.authenticator = authenticator;
    this.limits = limits;
    this.records = records;
    this.ends = ends;
    this.deviceTokens = deviceTokens;
    this.pairs = pairs;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  SignedIn signIn(SignIn signIn, Client client) {
    authenticator.requireRoom();
    Optional<Device> device =
        Optional.ofNullable(signIn.deviceToken()).flatMap(deviceTokens::parse);
    for (int i = 0; i < TRIES; i++) {
      Instant begin = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      Authenticated entered =
          limits
              .attempt(signIn.login(), device, client, () -> authenticate(signIn))
              .orElseThrow(SignInService::wrongCredentials);
      ShardedId account = entered.account();
      SessionRecord session = begin(account, begin, client);
      switch (records.insert(session, entered.passwordHash())) {
        case Insertion.Stored(Set<String> roles) -> {
          ends.endSurplus(account);
          return pairs.issue(session.live(), session.endsAt(), roles, deviceToken(device, account));
        }
        case Insertion.NoAccount _ -> throw wrongCredentials();
        case Insertion.Overtaken _ -> LOG.debugf("%s was changed meanwhile", account);
      }
    }
    throw ProblemException.unavailable(
        "sessions-unavailable", "The account is being changed at the moment.", RETRY_AFTER);
  }

  private Optional<Authenticated> authenticate(SignIn signIn) {
    return authenticator.authenticate(signIn.login(), signIn.password());
  }

  private SessionRecord begin(ShardedId account, Instant at, Client client) {
    return new SessionRecord(
        DeviceName.of(client.userAgent()),
        client.address().text(),
        at,
        at.plus(config.absoluteLifetime()),
        RefreshToken.first(account, ids.newOwnedBy(account, at)));
  }

  private String deviceToken(Optional<Device> known, ShardedId account) {
    return deviceTokens.format(
        known
            .filter(device -> device.account().equals(account))
            .orElseGet(() -> new Device(account, UUID.randomUUID())));
  }

  private static ProblemException wrongCredentials() {
    return ProblemException.of(401, "wrong-credentials", "Login and password do not fit together.");
  }
}
