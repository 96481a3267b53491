package dev.tenk.platform.redis;

/** Ids of a stream's entries, {@code MILLISECONDS-NUMBER}. */
final class EntryId {

  /** Before the first entry. */
  static final String START = "0-0";

  private EntryId() {}

  static boolean isBefore(String one, String other) {
    long[] left = numbers(one);
    long[] right = numbers(other);
    return left[0] == right[0] ? left[1] < right[1] : left[0] < right[0];
  }

  private static long[] numbers(String id) {
    int dash = id.indexOf('-');
    return new long[] {
      Long.parseLong(id.substring(0, dash)), Long.parseLong(id.substring(dash + 1))
    };
  }
}
