package dev.tenk.media.medium;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /**
   * The words that a change names.
   *
   * @throws dev.tenk.platform.http.ProblemException 422 where they cannot be said
   */
  static MediumWords of(MediumChange change, ObjectWriter json) {
    MediumDescription said = change.appliedTo(MediumDescription.NONE);
    Map<Column, @Nullable String> values = new EnumMap<>(Column.class);
    change
        .words()
        .forEach(
            column ->
                values.put(
                    column,
                    switch (column) {
                      case ALT -> said.alt();
                      case TAGS -> text(said.tags(), json);
                      case FILE_NAME -> said.fileName();
                    }));
    return new MediumWords(values);
  }

  /** Whose they are, in the order of the values. */
  Set<Column> columns() {
    return EnumSet.copyOf(values.keySet());
  }

  private static String text(List<String> tags, ObjectWriter json) {
    try {
      return json.writeValueAsString(tags);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("tags cannot be written", e);
    }
  }
}
