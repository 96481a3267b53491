package dev.tenk.media.medium;

import dev.tenk.platform.http.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words by which an owner orders media. */
final class Tags {

  private static final int MAX = 20;
  private static final int MAX_CHARS = 50;

  private Tags() {}

  /**
   * These tags without blanks around them, each once, in their order.
   *
   * @throws ProblemException 422 where there are too many, or one is empty or too long
   */
  static List<String> of(List<@Nullable String> tags) {
    List<String> each =
        tags.stream().map(tag -> tag == null ? "" : tag.strip()).distinct().toList();
    if (!each.stream().allMatch(Tags::isTag)) {
      throw ProblemException.invalid(
          "/tags", "must be words of 1 to " + MAX_CHARS + " characters each");
    }
    if (each.size() > MAX) {
      throw ProblemException.invalid("/tags", "may be at most " + MAX);
    }
    return each;
  }

  private static boolean isTag(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_CHARS
        && text.codePoints().noneMatch(Character::isISOControl);
  }
}
