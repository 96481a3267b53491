package dev.tenk.platform.database.wal;

/**
 * Bytes of the write-ahead log that PostgreSQL writes as {@code 16/B374D848}.
 *
 * @see <a href="https://www.postgresql.org/docs/18/datatype-pg-lsn.html">pg_lsn</a>
 */
public final class Lsn {

  private static final int HEX = 16;
  private static final int PAGE_HEADER_BYTES = 24;
  private static final int SEGMENT_HEADER_BYTES = 40;

  private Lsn() {}

  /**
   * The number of a text form.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static long parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("not a log position: " + text);
    }
    return Long.parseLong(text, 0, slash, HEX) << 32
        | Long.parseLong(text, slash + 1, text.length(), HEX);
  }

  /**
   * The end of the data before a position of insertion. Where a page has just been filled, the
   * position lies behind the next page's header, which nothing replays until a record follows.
   *
   * @param blockBytes of a page, {@code wal_block_size}
   * @param segmentBytes of a file, {@code wal_segment_size}, whose first page has a longer header
   */
  public static long withoutPageHeader(long lsn, long blockBytes, long segmentBytes) {
    if (lsn % segmentBytes == SEGMENT_HEADER_BYTES) {
      return lsn - SEGMENT_HEADER_BYTES;
    }
    return lsn % blockBytes == PAGE_HEADER_BYTES ? lsn - PAGE_HEADER_BYTES : lsn;
  }

  /** PostgreSQL's text form. */
  public static String format(long lsn) {
    return Long.toHexString(lsn >>> 32) + "/" + Long.toHexString(lsn & 0xFFFF_FFFFL);
  }
}
