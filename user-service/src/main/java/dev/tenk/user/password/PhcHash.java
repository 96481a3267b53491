package dev.tenk.user.password;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A password hash in the PHC string format: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, as
 * other implementations of argon2 write and read it.
 *
 * @see <a href="https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md">PHC string
 *     format</a>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a record; lives within a hash
record PhcHash(Argon2Cost cost, byte[] salt, byte[] hash) {

  static final int SALT_BYTES = 16;
  static final int HASH_BYTES = 32;

  private static final Pattern FORMAT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  /** Reads the text form; empty where it is none, or where its cost is out of bounds. */
  static Optional<PhcHash> parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      var cost =
          new Argon2Cost(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)));
      Base64.Decoder base64 = Base64.getDecoder();
      return Optional.of(
          new PhcHash(cost, base64.decode(matcher.group(4)), base64.decode(matcher.group(5))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKibibytes(),
            cost.iterations(),
            cost.parallelism(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }
}
