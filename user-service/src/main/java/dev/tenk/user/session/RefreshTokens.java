package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Computes refresh tokens: account, session, number and time of issue, with an HMAC of a server key
 * over them.
 *
 * <p>So no token and no hash of one is stored, a made-up token is refused before Redis is asked,
 * and the successor of a token can be computed again for a client that lost the answer. To the
 * client a token is opaque.
 */
@Singleton
class RefreshTokens {

  private static final int CONTENT_BYTES = 16 + 16 + 4 + 8;

  private final SealedText sealed;

  RefreshTokens(SessionKey key) {
    this.sealed = key.sealed("tenk refresh 2", CONTENT_BYTES);
  }

  /** The text form of a token. */
  String format(RefreshToken token) {
    ByteBuffer buffer = ByteBuffer.allocate(CONTENT_BYTES);
    put(buffer, token.account());
    put(buffer, token.session());
    buffer.putInt(token.number());
    buffer.putLong(token.issuedAt().toEpochMilli());
    return sealed.seal(buffer.array());
  }

  /** Reads a token; empty where it is not one that was made with this key. */
  Optional<RefreshToken> parse(String text) {
    return sealed
        .open(text)
        .map(ByteBuffer::wrap)
        .map(
            buffer ->
                new RefreshToken(
                    id(buffer),
                    id(buffer),
                    buffer.getInt(),
                    Instant.ofEpochMilli(buffer.getLong())));
  }

  private static void put(ByteBuffer buffer, ShardedId id) {
    buffer.putLong(id.value().getMostSignificantBits());
    buffer.putLong(id.value().getLeastSignificantBits());
  }

  private static ShardedId id(ByteBuffer buffer) {
    return new ShardedId(new UUID(buffer.getLong(), buffer.getLong()));
  }
}
