package dev.tenk.platform.http;

/**
 * Texts that every engine can keep: without U+0000, which PostgreSQL does not store, and without
 * half a surrogate pair, which is no character and has no UTF-8 (RFC 7493).
 */
public final class StorableText {

  private StorableText() {}

  /** Whether the text is one. */
  public static boolean is(String text) {
    return text.codePoints()
        .noneMatch(
            character ->
                character == 0
                    || character >= Character.MIN_SURROGATE
                        && character <= Character.MAX_SURROGATE);
  }
}
