package dev.tenk.media.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signs the address of a variant, and tells whether one was signed here and still is good.
 *
 * <p>What is signed is the form of the signature, the medium, all of the last segment of the path,
 * the expiry and the key: none can be changed, so a link leads to one variant until one time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104, HMAC</a>
 */
@Singleton
public final class SignedLinks {

  private static final String FORM = "tenk-link-1";

  /** One way alone to write a time, of which there are enough for 30,000 years. */
  private static final Pattern EXPIRY = Pattern.compile("[1-9][0-9]{0,11}");

  private final LinkKeys keys;
  private final LinkConfig config;
  private final InstantSource clock;

  SignedLinks(LinkKeys keys, LinkConfig config, InstantSource clock) {
    this.keys = keys;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The signature of an address.
   *
   * @param segment the last of its path
   */
  public Signature sign(ShardedId medium, String segment, Instant expiresAt) {
    LinkKey key = keys.current();
    String exp = Long.toString(expiresAt.getEpochSecond());
    return new Signature(exp, key.id(), key.sign(text(medium, segment, exp, key.id())));
  }

  /**
   * How long a client may keep what it gets by the address: at most until the link expires. Empty
   * where the link is none of ours, or has expired.
   */
  public Optional<Duration> keptFor(ShardedId medium, String segment, Signature signature) {
    return keys.find(signature.kid())
        .filter(key -> isSignedBy(key, medium, segment, signature))
        .map(key -> Duration.between(clock.instant(), Instant.ofEpochSecond(expiry(signature))))
        .filter(left -> left.isPositive())
        .map(left -> left.compareTo(config.maxAge()) < 0 ? left : config.maxAge());
  }

  private static boolean isSignedBy(
      LinkKey key, ShardedId medium, String segment, Signature signature) {
    if (!EXPIRY.matcher(signature.exp()).matches()) {
      return false;
    }
    String right = key.sign(text(medium, segment, signature.exp(), key.id()));
    return MessageDigest.isEqual(right.getBytes(UTF_8), signature.sig().getBytes(UTF_8));
  }

  private static long expiry(Signature signature) {
    return Long.parseLong(signature.exp());
  }

  /** No part can hold the separator. */
  private static String text(ShardedId medium, String segment, String exp, String kid) {
    return String.join("\n", FORM, medium.toString(), segment, exp, kid);
  }
}
