package dev.tenk.deploy.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One value of the chart as values.yaml has it.
 *
 * @param name its key
 * @param description what the comment above it says
 * @param schema what its comment's {@code @schema} says: keywords of JSON Schema
 * @param defaultValue what holds while nobody sets it
 * @param children the values in it, where it is a closed group of values
 */
record Value(
    String name,
    String description,
    ObjectNode schema,
    JsonNode defaultValue,
    List<Value> children) {

  /** Whether it has values of its own names inside, and not what the installer likes. */
  boolean isGroup() {
    return !children.isEmpty();
  }
}
