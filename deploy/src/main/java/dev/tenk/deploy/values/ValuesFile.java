package dev.tenk.deploy.values;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads values.yaml with its comments: those directly above a key describe it, and a line {@code
 * @schema {...}} among them adds keywords of JSON Schema to what the default's type tells.
 */
final class ValuesFile {
  private static final String SCHEMA = "@schema ";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private ValuesFile() {}

  /**
   * The values in their order.
   *
   * @throws IllegalArgumentException where an annotation cannot be read, naming the value
   */
  static List<Value> parse(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setProcessComments(true);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      return children(root, YAML.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("values.yaml is no YAML", e);
    }
  }

  private static List<Value> children(Node node, JsonNode defaults) {
    List<Value> values = new ArrayList<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key) {
          values.add(
              value(
                  key.getValue(),
                  key.getBlockComments(),
                  entry.getValueNode(),
                  defaults.path(key.getValue())));
        }
      }
    }
    return values;
  }

  private static Value value(
      String name, @Nullable List<CommentLine> comments, Node node, JsonNode defaultValue) {
    List<String> description = new ArrayList<>();
    ObjectNode schema = YAML.createObjectNode();
    for (String line : block(comments)) {
      if (line.startsWith(SCHEMA)) {
        schema.setAll(annotation(name, line.substring(SCHEMA.length())));
      } else {
        description.add(line);
      }
    }
    boolean open = schema.has("additionalProperties");
    return new Value(
        name,
        String.join(" ", description),
        schema,
        defaultValue,
        open ? List.of() : children(node, defaultValue));
  }

  /** The lines directly above the key: those before an empty line belong to nothing. */
  private static List<String> block(@Nullable List<CommentLine> comments) {
    List<String> lines = new ArrayList<>();
    if (comments != null) {
      for (CommentLine comment : comments) {
        if (comment.getCommentType() == CommentType.BLANK_LINE) {
          lines.clear();
        } else {
          lines.add(comment.getValue().strip());
        }
      }
    }
    return lines;
  }

  private static ObjectNode annotation(String name, String yaml) {
    try {
      if (YAML.readTree(yaml) instanceof ObjectNode keywords) {
        return keywords;
      }
      throw new IllegalArgumentException("The @schema of '" + name + "' is no mapping");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The @schema of '" + name + "' is no YAML", e);
    }
  }
}
