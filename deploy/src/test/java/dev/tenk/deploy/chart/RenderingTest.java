package dev.tenk.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import dev.tenk.deploy.manifest.Manifest;
import dev.tenk.deploy.manifest.StrictParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RenderingTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final int LONGEST_NAME = 63;

  @TempDir Path work;

  @ParameterizedTest
  @EnumSource
  void everyDocumentIsOneThatAClusterTakes(Variant variant) {
    assertThat(variant.manifests().all()).isNotEmpty().allSatisfy(StrictParser::check);
  }

  @ParameterizedTest
  @EnumSource
  void bothVersionsOfHelmRenderTheSame(Variant variant) {
    assertThat(variant.renderings().program().all())
        .filteredOn(manifest -> !Chart.isHook(manifest))
        .containsExactlyInAnyOrderElementsOf(variant.renderings().library().all());
  }

  @ParameterizedTest
  @EnumSource
  void everyDocumentHasANameOfItsOwnAndTheLabels(Variant variant) {
    List<Manifest> manifests = variant.manifests().all();

    assertThat(manifests.stream().map(Manifest::toString)).doesNotHaveDuplicates();
    assertThat(manifests)
        .allSatisfy(
            manifest -> {
              assertThat(manifest.name()).startsWith("tenk").hasSizeLessThanOrEqualTo(LONGEST_NAME);
              assertThat(manifest.at("/metadata/namespace").asText()).isEqualTo("tenk");
              JsonNode labels = manifest.at("/metadata/labels");
              assertThat(labels.path("app.kubernetes.io/part-of").asText()).isEqualTo("tenk");
              assertThat(labels.path("app.kubernetes.io/instance").asText()).isEqualTo("tenk");
              assertThat(labels.path("app.kubernetes.io/name").asText()).isNotEmpty();
              assertThat(labels.path("helm.sh/chart").asText()).startsWith("tenk-");
            });
  }

  @ParameterizedTest
  @EnumSource
  void lintsStrictly(Variant variant) throws IOException {
    // given the chart with the variant's values in the place of the defaults
    copy(Checkout.CHART, work);
    JsonNode values = YAML.readTree(work.resolve("values.yaml").toFile());
    ObjectReader merging = YAML.readerForUpdating(values);
    for (Path file : variant.files()) {
      merging.readValue(file.toFile());
    }
    merging.readValue(variant.overrides());
    YAML.writeValue(work.resolve("values.yaml").toFile(), values);

    // when
    LintResult result = new Helm(work).lint().strict().call();

    // then
    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.skip(1).toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }
}
