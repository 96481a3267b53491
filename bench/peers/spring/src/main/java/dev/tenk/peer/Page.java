package dev.tenk.peer;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** A page of a list. */
record Page<T>(List<T> items, String next) {

  private static final int BYTES = 16;

  static <T> Page<T> of(List<T> rows, int limit, Function<T, UUID> id) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    UUID last = id.apply(items.getLast());
    return new Page<>(
        items,
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                ByteBuffer.allocate(BYTES)
                    .putLong(last.getMostSignificantBits())
                    .putLong(last.getLeastSignificantBits())
                    .array()));
  }

  /** The id that the cursor names; illegal when it names none. */
  static UUID after(String cursor) {
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("not a cursor");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
