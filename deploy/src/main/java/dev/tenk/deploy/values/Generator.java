package dev.tenk.deploy.values;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes what the chart has from elsewhere: values.schema.json and README.md from its values.yaml,
 * the edge's configuration from the one that nginx has everywhere.
 */
public final class Generator {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final Path EDGE = Path.of("../../deploy/edge");

  private Generator() {}

  /**
   * The generated files' names and texts.
   *
   * @param chart its directory
   * @throws IOException when the chart cannot be read
   */
  public static Map<String, String> generate(Path chart) throws IOException {
    List<Value> values = ValuesFile.parse(Files.readString(chart.resolve("values.yaml")));
    String template = Files.readString(chart.resolve("README.md.tmpl"));
    return Map.of(
        "values.schema.json",
        json(values),
        "README.md",
        ValuesReadme.of(template, values),
        "files/edge.nginx.conf.template",
        Files.readString(chart.resolve(EDGE).resolve("nginx.conf.template")),
        "files/edge.purge.conf.template",
        Files.readString(chart.resolve(EDGE).resolve("purge.conf.template")),
        "files/edge.purge.lua",
        Files.readString(chart.resolve(EDGE).resolve("purge.lua")),
        "files/edge.metrics.conf.template",
        Files.readString(chart.resolve(EDGE).resolve("metrics.conf.template")),
        "files/edge.metrics.lua",
        Files.readString(chart.resolve(EDGE).resolve("metrics.lua")));
  }

  /** Writes those that changed: the argument is the chart's directory. */
  public static void main(String[] arguments) throws IOException {
    Path chart = Path.of(arguments[0]);
    for (Map.Entry<String, String> file : generate(chart).entrySet()) {
      Path path = chart.resolve(file.getKey());
      if (Files.notExists(path) || !Files.readString(path).equals(file.getValue())) {
        Files.writeString(path, file.getValue());
      }
    }
  }

  private static String json(List<Value> values) throws JsonProcessingException {
    return JSON.writeValueAsString(ValuesSchema.of(values)) + "\n";
  }
}
