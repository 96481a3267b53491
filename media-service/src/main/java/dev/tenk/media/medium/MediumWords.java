package dev.tenk.media.medium;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a change says of a medium that only those who read its metadata notice, as it is stored.
 *
 * @param values by their columns, tags as JSON; one that is not there stays as it is
 */
record MediumWords(Map<Column, @Nullable String> values) {

  /** Where it is stored. */
  enum Column {
    ALT("alt", "text"),
    TAGS("tags", "jsonb"),
    FILE_NAME("file_name", "text");

    private final String sql;
    private final String type;

    Column(String sql, String type) {
      this.sql = sql;
      this.type = type;
    }

    /** Its name. */
    String sql() {
      return sql;
    }

    /** A parameter of its type. */
    String parameter() {
      return "?::" + type;
    }
  }

  /** Some columns of a description. */
  static MediumWords of(
      Iterable<Column> columns, MediumDescription description, ObjectWriter json) {
    Map<Column, @Nullable String> values = new EnumMap<>(Column.class);
    columns.forEach(
        column ->
            values.put(
                column,
                switch (column) {
                  case ALT -> description.alt();
                  case TAGS -> text(json, description);
                  case FILE_NAME -> description.fileName();
                }));
    return new MediumWords(values);
  }

  private static String text(ObjectWriter json, MediumDescription description) {
    try {
      return json.writeValueAsString(description.tags());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("words cannot be written", e);
    }
  }
}
