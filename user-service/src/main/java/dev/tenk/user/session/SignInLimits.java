package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.ratelimit.RateLimiter;
import dev.tenk.user.account.Authenticator;
import dev.tenk.user.text.CaseFolding;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Bounds how many passwords can be tried: from a network, and at an account.
 *
 * <p>A device on which the owner was signed in before has a bucket of its own, so that strangers
 * who use up the account's cannot keep the owner out. An unknown login has a bucket as a known one
 * has: nobody can tell them apart. Every try takes from the buckets before the password is checked,
 * and gets it back when it was the right one, so that many tries at once gain nothing.
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
  Optional<ShardedId> attempt(
      String login, Optional<Device> device, Client client, Supplier<Optional<ShardedId>> check) {
    Bucket network = new Bucket(BY_ADDRESS, client.address().network());
    Bucket target = target(login, device);
    limiter.require(network.policy(), network.key());
    limiter.require(target.policy(), target.key());
    Optional<ShardedId> account;
    try {
      account = check.get();
    } catch (RuntimeException e) { // no answer about the password was given
      giveBack(network, target);
      throw e;
    }
    if (account.isPresent()) {
      giveBack(network, target);
    }
    return account;
  }

  private Bucket target(String login, Optional<Device> device) {
    Optional<ShardedId> account = authenticator.accountOf(login);
    return device
        .filter(known -> account.filter(known.account()::equals).isPresent())
        .map(known -> new Bucket(BY_DEVICE, known.account() + ":" + known.id()))
        .orElseGet(
            () ->
                new Bucket(
                    BY_ACCOUNT, account.map(ShardedId::toString).orElseGet(() -> hash(login))));
  }

  private void giveBack(Bucket... buckets) {
    for (Bucket bucket : buckets) {
      limiter.giveBack(bucket.policy(), bucket.key());
    }
  }

  private static String hash(String login) {
    try {
      byte[] name = CaseFolding.fold(login).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
