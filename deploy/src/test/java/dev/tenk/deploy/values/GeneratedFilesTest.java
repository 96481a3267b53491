package dev.tenk.deploy.values;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenk.deploy.chart.Checkout;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GeneratedFilesTest {

  @Test
  void schemaAndReadmeAreThoseOfTheValues() throws IOException {
    for (Map.Entry<String, String> file : Generator.generate(Checkout.CHART).entrySet()) {
      assertThat(Checkout.CHART.resolve(file.getKey()))
          .as("'./mvnw -pl deploy process-classes' writes %s anew", file.getKey())
          .hasContent(file.getValue());
    }
  }

  @Test
  void everyValueSaysWhatItMeans() throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Checkout.CHART.resolve("values.schema.json").toFile());

    assertThat(leaves("", schema))
        .hasSizeGreaterThan(100)
        .allSatisfy(
            (name, value) -> assertThat(value.path("description").asText()).as(name).isNotEmpty());
  }

  private static Map<String, JsonNode> leaves(String prefix, JsonNode schema) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    schema
        .path("properties")
        .properties()
        .forEach(
            entry -> {
              String name = prefix + entry.getKey();
              if (entry.getValue().has("properties")) {
                leaves.putAll(leaves(name + ".", entry.getValue()));
              } else if (!name.equals("global")) {
                leaves.put(name, entry.getValue());
              }
            });
    return leaves;
  }
}
