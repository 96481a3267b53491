package dev.tenk.platform.database.consistency;

import dev.tenk.platform.database.wal.WalPosition;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Positions as opaque text that clients carry: version, system identifier, timeline, position, time
 * of issue, and an HMAC over these and the service's name. Who makes one up, or brings another
 * service's, brings nothing. Thread-safe.
 *
 * <p>A token of an earlier history can only be answered by the primary; it counts for the lifetime
 * and no longer, so that it cannot keep a client there for ever.
 */
public final class ConsistencyTokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte VERSION = 1;
  private static final int SIGNED_BYTES = 1 + 8 + 4 + 8 + 4;
  private static final int MAC_BYTES = 16;

  private final SecretKeySpec key;
  private final byte[] audience;
  private final Duration lifetime;
  private final InstantSource clock;

  /**
   * Tokens of one service.
   *
   * @param key 32 bytes or more
   * @param audience bytes that name the service
   */
  public ConsistencyTokens(byte[] key, byte[] audience, Duration lifetime, InstantSource clock) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.audience = audience.clone();
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /**
   * What a token says.
   *
   * @param position of a write
   * @param recent whether it was issued within the lifetime
   */
  public record Token(WalPosition position, boolean recent) {}

  /** A token of this position, about 55 characters. */
  public String issue(WalPosition position) {
    byte[] bytes = new byte[SIGNED_BYTES + MAC_BYTES];
    ByteBuffer.wrap(bytes)
        .put(VERSION)
        .putLong(position.system())
        .putInt(position.timeline())
        .putLong(position.lsn())
        .putInt((int) clock.instant().getEpochSecond())
        .put(mac(bytes), 0, MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What the text says, or nothing where it is no token of this service. */
  public Optional<Token> read(String text) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != SIGNED_BYTES + MAC_BYTES || bytes[0] != VERSION || !isAuthentic(bytes)) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, SIGNED_BYTES - 1);
    var position = new WalPosition(buffer.getLong(), buffer.getInt(), buffer.getLong());
    long age = clock.instant().getEpochSecond() - Integer.toUnsignedLong(buffer.getInt());
    return Optional.of(new Token(position, age <= lifetime.toSeconds()));
  }

  private boolean isAuthentic(byte[] bytes) {
    return MessageDigest.isEqual(
        Arrays.copyOf(mac(bytes), MAC_BYTES),
        Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length));
  }

  private byte[] mac(byte[] bytes) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(audience);
      mac.update(bytes, 0, SIGNED_BYTES);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
