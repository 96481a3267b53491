package dev.tenk.local.trace;

import dev.tenk.local.trace.Fields.Value;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The spans of an export by OTLP over HTTP, in its binary form.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/v1.9.0/opentelemetry/proto/trace/v1/trace.proto">trace.proto</a>
 */
final class OtlpSpans {

  private static final String SERVICE = "service.name";
  private static final ReceivedSpan.Kind[] KINDS = ReceivedSpan.Kind.values();

  private final List<ReceivedSpan> spans = new ArrayList<>();

  private OtlpSpans() {}

  /**
   * All spans of the export.
   *
   * @throws IllegalArgumentException when it is none
   */
  static List<ReceivedSpan> decode(byte[] export) {
    OtlpSpans decoded = new OtlpSpans();
    Fields.forEach(
        ByteBuffer.wrap(export),
        (field, value) -> {
          if (field == 1) {
            decoded.ofService(value);
          }
        });
    return decoded.spans;
  }

  private void ofService(Value resourceSpans) {
    Map<String, String> resource = new HashMap<>();
    List<Value> scopes = new ArrayList<>();
    resourceSpans.forEach(
        (field, value) -> {
          switch (field) {
            case 1 ->
                value.forEach(
                    (number, attribute) -> {
                      if (number == 1) {
                        addAttribute(attribute, resource);
                      }
                    });
            case 2 -> scopes.add(value);
            default -> {}
          }
        });
    String service = resource.getOrDefault(SERVICE, "unknown");
    for (Value scope : scopes) {
      scope.forEach(
          (field, value) -> {
            if (field == 2) {
              spans.add(span(service, value));
            }
          });
    }
  }

  private static ReceivedSpan span(String service, Value message) {
    Map<Integer, Value> fields = new HashMap<>();
    Map<String, String> attributes = new HashMap<>();
    message.forEach(
        (field, value) -> {
          if (field == 9) {
            addAttribute(value, attributes);
          } else {
            fields.put(field, value);
          }
        });
    Value absent = new Value(0, ByteBuffer.allocate(0));
    long kind = fields.getOrDefault(6, absent).number();
    return new ReceivedSpan(
        fields.getOrDefault(1, absent).hex(),
        fields.getOrDefault(2, absent).hex(),
        fields.getOrDefault(4, absent).hex(),
        service,
        fields.getOrDefault(5, absent).text(),
        kind >= 0 && kind < KINDS.length ? KINDS[(int) kind] : ReceivedSpan.Kind.UNSPECIFIED,
        fields.getOrDefault(7, absent).number(),
        fields.getOrDefault(8, absent).number(),
        attributes);
  }

  /** Of the values only text is kept. */
  private static void addAttribute(Value keyValue, Map<String, String> to) {
    String[] pair = new String[2];
    keyValue.forEach(
        (field, value) -> {
          switch (field) {
            case 1 -> pair[0] = value.text();
            case 2 ->
                value.forEach(
                    (type, text) -> {
                      if (type == 1) {
                        pair[1] = text.text();
                      }
                    });
            default -> {}
          }
        });
    if (pair[0] != null && pair[1] != null) {
      to.put(pair[0], pair[1]);
    }
  }
}
