package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.token.KeyDirectory;
import io.quarkus.runtime.Startup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes refresh tokens: account, session and number, with an HMAC of a server key over them.
 *
 * <p>So no token and no hash of one is stored, a made-up token is refused before Redis is asked,
 * and the successor of a token can be computed again for a client that lost the answer. To the
 * client a token is opaque.
 */
@Singleton
@Startup
class RefreshTokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "tenk refresh 1".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 32;
  private static final int CONTENT_BYTES = 16 + 16 + 4;
  private static final int MAC_BYTES = 32;

  private final SecretKeySpec key;

  @Inject
  RefreshTokens(KeyDirectory directory) {
    this(directory.read(KeyDirectory.REFRESH_KEY, RefreshTokens::newKey));
  }

  RefreshTokens(byte[] key) {
    if (key.length < KEY_BYTES) {
      throw new IllegalStateException(
          "tenk.signing.keys-directory: %s has fewer than %d bytes"
              .formatted(KeyDirectory.REFRESH_KEY, KEY_BYTES));
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  private static byte[] newKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /** The text form of a token. */
  String format(RefreshToken token) {
    byte[] content = new byte[CONTENT_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(content);
    put(buffer, token.account());
    put(buffer, token.session());
    buffer.putInt(token.number());
    byte[] all = Arrays.copyOf(content, CONTENT_BYTES + MAC_BYTES);
    System.arraycopy(mac(content), 0, all, CONTENT_BYTES, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** Reads a token; empty where it is not one that was made with this key. */
  Optional<RefreshToken> parse(String text) {
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (all.length != CONTENT_BYTES + MAC_BYTES) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(all, CONTENT_BYTES);
    byte[] mac = Arrays.copyOfRange(all, CONTENT_BYTES, all.length);
    if (!MessageDigest.isEqual(mac(content), mac)) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(content);
    return Optional.of(new RefreshToken(id(buffer), id(buffer), buffer.getInt()));
  }

  private static void put(ByteBuffer buffer, ShardedId id) {
    buffer.putLong(id.value().getMostSignificantBits());
    buffer.putLong(id.value().getLeastSignificantBits());
  }

  private static ShardedId id(ByteBuffer buffer) {
    return new ShardedId(new UUID(buffer.getLong(), buffer.getLong()));
  }

  private byte[] mac(byte[] content) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(PURPOSE);
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
