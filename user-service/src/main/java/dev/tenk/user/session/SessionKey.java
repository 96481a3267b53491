package dev.tenk.user.session;

import dev.tenk.user.token.KeyDirectory;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** The server key that seals what clients keep for us. Read at start: another ends all sessions. */
@Singleton
@Startup
class SessionKey {

  private static final int KEY_BYTES = 32;

  private final byte[] key;

  @Inject
  SessionKey(KeyDirectory directory) {
    this(directory.read(KeyDirectory.REFRESH_KEY, SessionKey::newKey));
  }

  SessionKey(byte[] key) {
    if (key.length < KEY_BYTES) {
      throw new IllegalStateException(
          "tenk.signing.keys-directory: %s has fewer than %d bytes"
              .formatted(KeyDirectory.REFRESH_KEY, KEY_BYTES));
    }
    this.key = key.clone();
  }

  SealedText sealed(String purpose, int contentBytes) {
    return new SealedText(key, purpose, contentBytes);
  }

  private static byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
