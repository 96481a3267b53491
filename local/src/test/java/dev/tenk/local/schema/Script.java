package dev.tenk.local.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A migration as its statements: comments, literals and bodies of functions are taken out, letters
 * are small, space is one blank.
 *
 * @param name of the file
 * @param version from the name
 * @param statements in their order
 */
record Script(String name, double version, List<String> statements) {

  private static final Pattern NAME = Pattern.compile("V(\\d+)(?:_(\\d+))?__\\w+\\.sql");
  private static final Pattern NOISE =
      Pattern.compile("--[^\\n]*|/\\*.*?\\*/|(\\$\\w*\\$).*?\\1", Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

  static Script read(Path file) {
    try {
      return parse(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Script parse(String name, String sql) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(name + " is not named V1__what_it_does.sql");
    }
    String minor = matcher.group(2);
    String bare = LITERAL.matcher(NOISE.matcher(sql).replaceAll(" ")).replaceAll("''");
    return new Script(
        name,
        Double.parseDouble(matcher.group(1) + (minor == null ? "" : "." + minor)),
        Arrays.stream(bare.split(";"))
            .map(statement -> statement.replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT))
            .filter(statement -> !statement.isEmpty())
            .toList());
  }
}
