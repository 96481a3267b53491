package dev.tenk.media.link;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a link carries beside its path.
 *
 * @param exp when it expires, seconds since 1970 in decimal digits
 * @param kid which key signed it
 * @param sig the signature
 */
public record Signature(String exp, String kid, String sig) {

  /** The signature of an address that has one. */
  public static Optional<Signature> of(
      @Nullable String exp, @Nullable String kid, @Nullable String sig) {
    return exp == null || kid == null || sig == null
        ? Optional.empty()
        : Optional.of(new Signature(exp, kid, sig));
  }

  /** As the query of an address; all characters may stand in one. */
  public String query() {
    return "exp=" + exp + "&kid=" + kid + "&sig=" + sig;
  }
}
