package dev.tenk.deploy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Optional;

/**
 * One document of a rendering.
 *
 * @param json as it was written
 */
public record Manifest(JsonNode json) {

  public String apiVersion() {
    return json.path("apiVersion").asText();
  }

  public String kind() {
    return json.path("kind").asText();
  }

  public String name() {
    return json.path("metadata").path("name").asText();
  }

  public boolean is(String kind, String name) {
    return kind().equals(kind) && name().equals(name);
  }

  /** The field at this JSON pointer; a missing node where there is none. */
  public JsonNode at(String pointer) {
    return json.at(pointer);
  }

  /** As the type that the client library has for its kind. */
  public <T> T as(Class<T> type) {
    return StrictParser.parse(json, type);
  }

  /** What it makes pods of, if it does. */
  public Optional<PodTemplateSpec> podTemplate() {
    return switch (kind()) {
      case "Deployment" -> Optional.of(as(Deployment.class).getSpec().getTemplate());
      case "StatefulSet" -> Optional.of(as(StatefulSet.class).getSpec().getTemplate());
      case "Job" -> Optional.of(as(Job.class).getSpec().getTemplate());
      case "Pod" -> {
        Pod pod = as(Pod.class);
        yield Optional.of(
            new PodTemplateSpecBuilder()
                .withMetadata(pod.getMetadata())
                .withSpec(pod.getSpec())
                .build());
      }
      default -> Optional.empty();
    };
  }

  /** The containers of its pods, if it makes some. */
  public List<Container> containers() {
    return podTemplate().map(template -> template.getSpec().getContainers()).orElse(List.of());
  }

  @Override
  public String toString() {
    return kind() + " " + name();
  }
}
