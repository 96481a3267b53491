package dev.tenk.platform.database.redis;

import dev.tenk.platform.database.consistency.RecentWrites.Memory;
import dev.tenk.platform.database.wal.WalPosition;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Positions as they are kept: timeline, position and system in hexadecimal digits, so that on one
 * system the order of texts is that of positions; an unknown position comes after all.
 */
final class PositionText {

  static final String UNKNOWN = "unknown";

  private static final int LSN = 8;
  private static final int SYSTEM = LSN + 16;
  private static final int LENGTH = SYSTEM + 16;

  private PositionText() {}

  static String of(WalPosition position) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(position.timeline())
        + hex.toHexDigits(position.lsn())
        + hex.toHexDigits(position.system());
  }

  static Memory read(@Nullable Object kept) {
    if (kept == null) {
      return new Memory.Nothing();
    }
    String text = kept.toString();
    if (text.length() != LENGTH) {
      return new Memory.Unknown();
    }
    return new Memory.Wrote(
        new WalPosition(
            HexFormat.fromHexDigitsToLong(text, SYSTEM, LENGTH),
            HexFormat.fromHexDigits(text, 0, LSN),
            HexFormat.fromHexDigitsToLong(text, LSN, SYSTEM)));
  }
}
