package dev.tenk.platform.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/**
 * Refuses texts that JSON can write but nobody can keep: with U+0000, which PostgreSQL does not
 * store, or with half a surrogate pair, which is no character and has no UTF-8 (RFC 7493).
 */
final class TextDeserializer extends StdScalarDeserializer<String> {

  private static final long serialVersionUID = 1L;

  TextDeserializer() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    String text = StringDeserializer.instance.deserialize(parser, context);
    return isStorable(text)
        ? text
        : context.reportInputMismatch(String.class, "a text of Unicode characters is expected");
  }

  static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(
            character ->
                character == 0
                    || character >= Character.MIN_SURROGATE
                        && character <= Character.MAX_SURROGATE);
  }
}
