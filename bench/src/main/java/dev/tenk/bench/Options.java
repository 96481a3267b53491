package dev.tenk.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What follows the benchmark's name on the command line: {@code --option value} pairs.
 *
 * @param values by the option's name without its hyphens
 */
public record Options(Map<String, String> values) {

  private static final String PREFIX = "--";

  /** Copies the map. */
  public Options {
    values = Map.copyOf(values);
  }

  /**
   * Reads the pairs.
   *
   * @throws WrongOptionException when a word is no option, or an option has no value
   */
  static Options parse(List<String> words) {
    Deque<String> left = new ArrayDeque<>(words);
    Map<String, String> values = new LinkedHashMap<>();
    while (!left.isEmpty()) {
      String option = left.pop();
      String value = left.poll();
      if (!option.startsWith(PREFIX) || value == null) {
        throw new WrongOptionException("Options are '--name value' pairs, not '" + option + "'");
      }
      values.put(option.substring(PREFIX.length()), value);
    }
    return new Options(values);
  }

  /**
   * Refuses what the benchmark does not know: called first.
   *
   * @throws WrongOptionException naming the unknown option
   */
  public void requireOnly(String... known) {
    Set<String> unknown = new TreeSet<>(values.keySet());
    List.of(known).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new WrongOptionException(
          "Unknown option --%s: there is %s"
              .formatted(
                  String.join(", --", unknown),
                  known.length == 0 ? "none" : "--" + String.join(", --", known)));
    }
  }

  /** The option's text. */
  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /**
   * The option as a whole number; underscores group digits, as in {@code 10_000}.
   *
   * @throws WrongOptionException when it is none
   */
  public long number(String name, long otherwise) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new WrongOptionException("--" + name + " wants a whole number, not '" + text + "'");
    }
  }

  /**
   * The option as whole numbers with commas between.
   *
   * @throws WrongOptionException when it is none
   */
  public List<Long> numbers(String name, List<Long> otherwise) {
    String text = values.get(name);
    return text == null
        ? otherwise
        : List.of(text.split(",")).stream()
            .map(part -> new Options(Map.of(name, part)).number(name, 0))
            .toList();
  }

  /**
   * The option as {@code NAME=VALUE} with commas between.
   *
   * @throws WrongOptionException when a part has no equals sign
   */
  public Map<String, String> pairs(String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String part : text(name, "").split(",")) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      if (equals < 1) {
        throw new WrongOptionException("--" + name + " wants NAME=VALUE, not '" + part + "'");
      }
      pairs.put(part.substring(0, equals), part.substring(equals + 1));
    }
    return pairs;
  }

  /**
   * The option in seconds.
   *
   * @throws WrongOptionException when it is no whole number
   */
  public Duration seconds(String name, Duration otherwise) {
    return Duration.ofSeconds(number(name, otherwise.toSeconds()));
  }
}
