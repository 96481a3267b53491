package dev.tenk.user.session;

import dev.tenk.platform.ratelimit.RateLimiter;
import dev.tenk.user.account.Authenticator;
import dev.tenk.user.text.FoldedHash;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Bounds how many passwords can be tried: from a network, and at an account.
 *
 * <p>A device on which the owner was signed in before has a bucket of its own, so that strangers
 * who use up the account's cannot keep the owner out. Every try takes from the buckets before the
 * password is checked, and gets it back when it was the right one, so that many tries at once gain
 * nothing.
 *
 * <p>What is counted for an account is counted by the login that names it, whether there is such an
 * account or not. Handle and proved address have a bucket each: one that they shared would tell by
 * what is left in it whose address an address is.
 */
@Singleton
class SignInLimits {

  private static final String BY_ADDRESS = "sign-in-address";
  private static final String BY_ACCOUNT = "sign-in-account";
  private static final String BY_DEVICE = "sign-in-device";

  private final RateLimiter limiter;
  private final Authenticator authenticator;

  SignInLimits(RateLimiter limiter, Authenticator authenticator) {
    this.limiter = limiter;
    this.authenticator = authenticator;
  }

  private record Bucket(String policy, String key) {}

  /**
   * Tries a password.
   *
   * @throws dev.tenk.platform.http.ProblemException 429 when too many were wrong
   */
  <T> Optional<T> attempt(
      String login, Optional<Device> device, Client client, Supplier<Optional<T>> check) {
    Bucket network = new Bucket(BY_ADDRESS, client.address().network());
    Bucket target = target(login, device);
    limiter.require(network.policy(), network.key());
    limiter.require(target.policy(), target.key());
    Optional<T> entered;
    try {
      entered = check.get();
    } catch (RuntimeException e) { // no answer about the password was given
      giveBack(network, target);
      throw e;
    }
    if (entered.isPresent()) {
      giveBack(network, target);
    }
    return entered;
  }

  private Bucket target(String login, Optional<Device> device) {
    return device
        .filter(known -> authenticator.accountOf(login).filter(known.account()::equals).isPresent())
        .map(known -> new Bucket(BY_DEVICE, known.account() + ":" + known.id()))
        .orElseGet(() -> new Bucket(BY_ACCOUNT, FoldedHash.of(login)));
  }

  private void giveBack(Bucket... buckets) {
    for (Bucket bucket : buckets) {
      limiter.giveBack(bucket.policy(), bucket.key());
    }
  }
}
