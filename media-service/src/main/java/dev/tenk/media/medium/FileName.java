package dev.tenk.media.medium;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.StorableText;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client calls the file that it uploads, made harmless for those who get it later. */
final class FileName {

  /** The most characters. */
  static final int MAX = 200;

  /** What may stand behind the last dot, by the type that the bytes have; the first is usual. */
  private static final Map<String, Extensions> EXTENSIONS =
      Map.of(
          "image/jpeg", new Extensions("jpg", Set.of("jpg", "jpeg", "jpe", "jfif")),
          "image/png", new Extensions("png", Set.of("png", "apng")),
          "image/gif", new Extensions("gif", Set.of("gif")),
          "image/webp", new Extensions("webp", Set.of("webp")),
          "image/avif", new Extensions("avif", Set.of("avif", "avifs")));

  private FileName() {}

  private record Extensions(String usual, Set<String> all) {}

  /**
   * The name without folders, without blanks around it and without characters that are not seen or
   * turn the direction of writing; null where nothing is left.
   *
   * @throws ProblemException 422 where it is too long, or no text
   */
  static @Nullable String tidy(@Nullable String given) {
    if (given == null) {
      return null;
    }
    if (!StorableText.is(given)) {
      throw tooLong();
    }
    String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    StringBuilder seen = new StringBuilder();
    name.codePoints().filter(FileName::isSeen).forEach(seen::appendCodePoint);
    String tidy = seen.toString().strip();
    if (tidy.length() > MAX) {
      throw tooLong();
    }
    return tidy.isEmpty() || tidy.equals(".") || tidy.equals("..") ? null : tidy;
  }

  /** By which name the bytes are saved: its extension says what they are. */
  static String of(@Nullable String name, String fallback, String contentType) {
    String base = name == null ? fallback : name;
    Extensions extensions = EXTENSIONS.get(contentType);
    if (extensions == null) {
      return base;
    }
    String extension = base.substring(base.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    boolean right = base.indexOf('.') >= 0 && extensions.all.contains(extension);
    return right ? base : base + "." + extensions.usual;
  }

  private static boolean isSeen(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static ProblemException tooLong() {
    return ProblemException.invalid("/fileName", "may have at most " + MAX + " characters");
  }
}
