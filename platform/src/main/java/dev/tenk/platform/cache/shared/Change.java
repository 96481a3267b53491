package dev.tenk.platform.cache.shared;

import java.util.Optional;
import java.util.UUID;

/**
 * That the value of a key has changed. Its text form is one line.
 *
 * @param cache its name
 * @param key as text
 * @param version of the change, of no other one: its tombstone is set once
 * @param epochMillis when it was decided
 */
public record Change(String cache, String key, UUID version, long epochMillis) {

  private static final int WORDS = 4;

  /** Of the entry in the shared tier. */
  public String name() {
    return name(cache, key);
  }

  /** Of the entry of this key. */
  public static String name(String cache, String key) {
    return cache + ":" + key;
  }

  @Override
  public String toString() {
    return cache + ' ' + epochMillis + ' ' + version + ' ' + key;
  }

  /** Reads the text form; empty where it is none, as of a newer version. */
  public static Optional<Change> parse(String text) {
    String[] words = text.split(" ", WORDS);
    if (words.length < WORDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Change(words[0], words[3], UUID.fromString(words[2]), Long.parseLong(words[1])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
