package dev.tenk.local.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the chart makes, the hooks included.
 *
 * @param objects parsed
 */
record RenderedChart(List<JsonNode> objects) {
  private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory());

  /**
   * Rendered by the program as the release 'tenk'.
   *
   * @param helm the program
   * @param values a file, then YAML on top of it
   * @param work where the second is written
   */
  static RenderedChart of(Path helm, Path chart, Path values, String more, Path work)
      throws IOException, InterruptedException {
    Path last = Files.writeString(work.resolve("values.yaml"), more);
    Process process =
        new ProcessBuilder(
                helm.toString(),
                "template",
                "tenk",
                chart.toString(),
                "--namespace=tenk",
                "--kube-version=1.33.0",
                "--values=" + values,
                "--values=" + last)
            .redirectError(work.resolve("helm.log").toFile())
            .start();
    String rendered = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(work.resolve("helm.log")));
    }
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(rendered)) {
      return new RenderedChart(
          documents.readAll().stream().filter(each -> each.has("kind")).toList());
    }
  }

  JsonNode get(String kind, String name) {
    return objects.stream()
        .filter(each -> each.path("kind").asText().equals(kind))
        .filter(each -> each.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The chart makes no " + kind + " " + name));
  }
}
