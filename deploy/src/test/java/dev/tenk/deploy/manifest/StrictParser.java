package dev.tenk.deploy.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parses a manifest as the API server does with strict validation: a field that its type lacks, or
 * a number where a text belongs, is an error. Custom resources are held to the schemas beside this
 * class, which have what Tenk uses of them and nothing more.
 */
public final class StrictParser {
  private static final ObjectMapper MAPPER = strictMapper();
  private static final KubernetesSerialization TYPES = new KubernetesSerialization();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
  private static final Map<String, JsonSchema> CUSTOM = new ConcurrentHashMap<>();

  private StrictParser() {}

  /** Throws an AssertionError that says what is wrong with it. */
  public static void check(Manifest manifest) {
    Class<? extends KubernetesResource> type =
        TYPES.getRegisteredKubernetesResource(manifest.apiVersion(), manifest.kind());
    if (type == null) {
      checkCustom(manifest);
    } else {
      parse(manifest.json(), type);
    }
  }

  static <T> T parse(JsonNode json, Class<T> type) {
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(new Manifest(json) + ": " + e.getMessage(), e);
    }
  }

  private static void checkCustom(Manifest manifest) {
    String errors =
        CUSTOM
            .computeIfAbsent(manifest.apiVersion() + "/" + manifest.kind(), StrictParser::schema)
            .validate(manifest.json())
            .stream()
            .map(Object::toString)
            .collect(Collectors.joining("\n  "));
    if (!errors.isEmpty()) {
      throw new AssertionError(manifest + ":\n  " + errors);
    }
  }

  private static JsonSchema schema(String kind) {
    String file = "/crd/" + kind.replace('/', '_') + ".json";
    try (@Nullable InputStream stream = StrictParser.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new AssertionError("Neither the client library nor " + file + " knows " + kind);
      }
      return SCHEMAS.getSchema(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectMapper strictMapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .annotationIntrospector(new NoAnySetters())
            .build();
    for (CoercionInputShape shape :
        Set.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /** The model's classes would keep unknown fields by their any-setters. */
  private static final class NoAnySetters extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
