package dev.tenk.deploy.values;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The chart's README: a template's text with a table of all values in the place of a mark. */
final class ValuesReadme {
  private static final String MARK = "<!-- values -->";

  private ValuesReadme() {}

  /**
   * The README.
   *
   * @throws IllegalArgumentException where the template has no mark
   */
  static String of(String template, List<Value> values) {
    if (!template.contains(MARK)) {
      throw new IllegalArgumentException("The template lacks " + MARK);
    }
    StringBuilder table = new StringBuilder("| value | default | meaning |\n| --- | --- | --- |\n");
    values.forEach(value -> row(table, "", value));
    return template.replace(MARK, table.toString().strip());
  }

  private static void row(StringBuilder table, String prefix, Value value) {
    String name = prefix + value.name();
    if (!value.isGroup()) {
      table.append("| `%s` | `%s` | %s |\n".formatted(name, text(value), meaning(value)));
      return;
    }
    if (!value.description().isEmpty()) {
      table.append("| **`%s`** | | %s |\n".formatted(name, cell(value.description())));
    }
    value.children().forEach(child -> row(table, name + ".", child));
  }

  private static String text(Value value) {
    return cell(value.defaultValue().toString());
  }

  private static String meaning(Value value) {
    StringBuilder meaning = new StringBuilder(cell(value.description()));
    JsonNode schema = value.schema();
    if (schema.has("enum")) {
      append(meaning, "one of " + cell(schema.get("enum").toString()));
    }
    if (schema.has("minimum") && schema.has("maximum")) {
      append(meaning, "%s to %s".formatted(schema.get("minimum"), schema.get("maximum")));
    } else if (schema.has("minimum")) {
      append(meaning, "at least " + schema.get("minimum"));
    }
    return meaning.toString();
  }

  private static void append(StringBuilder meaning, String bound) {
    meaning.append(meaning.isEmpty() ? "" : " ").append('(').append(bound).append(')');
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
