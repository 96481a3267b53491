package dev.tenk.deploy.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The JSON Schema (draft 7, as Helm 3 and 4 read it) of the values: types by the defaults, groups
 * closed, so that a misspelt name is refused instead of being ignored.
 */
final class ValuesSchema {
  private ValuesSchema() {}

  static ObjectNode of(List<Value> values) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "Values of the chart tenk");
    fill(schema, values);
    // Helm gives every subchart the values of this name
    schema.withObjectProperty("properties").putObject("global").put("type", "object");
    return schema;
  }

  private static ObjectNode schema(Value value) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (!value.description().isEmpty()) {
      schema.put("description", value.description());
    }
    schema.put("type", type(value.defaultValue()));
    schema.setAll(value.schema());
    if (value.isGroup()) {
      fill(schema, value.children());
    }
    return schema;
  }

  private static void fill(ObjectNode schema, List<Value> values) {
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    values.forEach(value -> properties.set(value.name(), schema(value)));
  }

  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case STRING -> "string";
      case NULL, MISSING, BINARY, POJO ->
          throw new IllegalArgumentException("A value without a default has no type");
    };
  }
}
