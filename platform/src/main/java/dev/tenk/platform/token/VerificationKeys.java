package dev.tenk.platform.token;

import io.smallrye.mutiny.Uni;
import java.security.PublicKey;

/** The keys by which tokens are verified. Called on the event loop: never blocks. */
public interface VerificationKeys {

  /**
   * The key of an id.
   *
   * <p>Fails with {@link InvalidTokenException} where there is none, and with a 503 {@link
   * dev.tenk.platform.http.ProblemException} where that cannot be known now.
   */
  Uni<PublicKey> find(String keyId);
}
