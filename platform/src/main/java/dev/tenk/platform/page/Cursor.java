package dev.tenk.platform.page;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The place where a list goes on: after this id. Opaque to clients, which send it back as it was
 * given.
 *
 * @param after the last id of the page before
 */
public record Cursor(ShardedId after) {

  private static final int BYTES = 16;

  /** Reads the text form; answers 400 where a client made one up. */
  public static Cursor fromString(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length == BYTES) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Cursor(new ShardedId(new UUID(buffer.getLong(), buffer.getLong())));
      }
    } catch (IllegalArgumentException e) {
      throw malformed(e);
    }
    throw malformed(null);
  }

  private static ProblemException malformed(@Nullable Throwable cause) {
    return ProblemException.badRequest(
        "malformed-cursor", "The cursor is not one that this list gave.", cause);
  }

  @Override
  public String toString() {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES);
    buffer.putLong(after.value().getMostSignificantBits());
    buffer.putLong(after.value().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
  }
}
