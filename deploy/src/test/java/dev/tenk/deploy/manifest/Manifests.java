package dev.tenk.deploy.manifest;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** The documents of one rendering, in their order. */
public record Manifests(List<Manifest> all) {
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  /** Splits YAML into its documents; empty ones are left out. */
  public static Manifests of(String yaml) {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      return new Manifests(
          documents.readAll().stream()
              .filter(node -> node.isObject() && !node.isEmpty())
              .map(Manifest::new)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Stream<Manifest> ofKind(String kind) {
    return all.stream().filter(manifest -> manifest.kind().equals(kind));
  }

  /**
   * The one of this kind and name.
   *
   * @throws AssertionError when there is none
   */
  public Manifest get(String kind, String name) {
    return all.stream()
        .filter(manifest -> manifest.is(kind, name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " in " + all));
  }

  public boolean has(String kind, String name) {
    return all.stream().anyMatch(manifest -> manifest.is(kind, name));
  }

  /** Those that make pods. */
  public Stream<Manifest> workloads() {
    return all.stream().filter(manifest -> manifest.podTemplate().isPresent());
  }
}
