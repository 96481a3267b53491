package dev.tenk.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads events as CloudEvents 1.0 structured JSON.
 *
 * <p>It has a mapper of its own, so that no service's settings change the wire. Fields that a
 * reader does not know are ignored; fields that it needs and does not find make the event
 * malformed. What is optional is absent, never null. Thread-safe.
 */
public final class EventCodec {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EventCodec() {}

  /** The event as UTF-8 JSON. */
  public static byte[] encode(CloudEvent<?> event) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("specversion", CloudEvent.SPEC_VERSION);
    json.put("id", event.id().toString());
    json.put("source", event.source());
    json.put("type", event.type());
    json.put("subject", event.subject());
    json.put("time", event.time().toString());
    json.put("datacontenttype", "application/json");
    json.set("data", MAPPER.valueToTree(event.data()));
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event's record always becomes JSON", e);
    }
  }

  /**
   * The event in the bytes.
   *
   * @throws MalformedEventException when they are not JSON, not CloudEvents 1.0, of an unknown
   *     type, or lack a field
   */
  public static CloudEvent<? extends EventData> decode(byte[] json) throws MalformedEventException {
    try {
      JsonNode event = MAPPER.readTree(json);
      String version = text(event, "specversion");
      if (!CloudEvent.SPEC_VERSION.equals(version)) {
        throw new MalformedEventException("not CloudEvents 1.0: specversion is " + version);
      }
      return new CloudEvent<>(
          UUID.fromString(text(event, "id")),
          text(event, "source"),
          text(event, "subject"),
          Instant.parse(text(event, "time")),
          data(text(event, "type"), event.get("data")));
    } catch (IOException | IllegalArgumentException | DateTimeParseException e) {
      throw new MalformedEventException("not an event: " + e.getMessage(), e);
    }
  }

  private static EventData data(String type, @Nullable JsonNode data)
      throws MalformedEventException, JsonProcessingException {
    if (data == null || !data.isObject()) {
      throw new MalformedEventException("an event without data");
    }
    if (hasNull(data)) {
      throw new MalformedEventException("an event with a field that is null");
    }
    return switch (type) {
      case MediaUploaded.TYPE -> MAPPER.treeToValue(completed(data), MediaUploaded.class);
      case MediaDeferred.TYPE -> {
        completed(data.path("job"));
        yield MAPPER.treeToValue(data, MediaDeferred.class);
      }
      case MediaProcessed.TYPE ->
          MAPPER.treeToValue(
              withRevision(withOptional(data, "dominantColour")), MediaProcessed.class);
      case MediaFailed.TYPE -> MAPPER.treeToValue(withRevision(data), MediaFailed.class);
      case MediaWithdrawn.TYPE -> MAPPER.treeToValue(data, MediaWithdrawn.class);
      case AccountDeleted.TYPE -> MAPPER.treeToValue(data, AccountDeleted.class);
      default -> throw new MalformedEventException("unknown event type " + type);
    };
  }

  /** The tries were added to the first version, and are not written while there are none. */
  private static JsonNode completed(JsonNode data) {
    if (data instanceof ObjectNode job && !job.has("tries")) {
      job.putArray("tries");
    }
    return withRevision(withOptional(data, "focalX", "focalY"));
  }

  /** It was added to the first version, and is not written for the first one. */
  private static JsonNode withRevision(JsonNode data) {
    if (data instanceof ObjectNode object && !object.has("revision")) {
      object.put("revision", 0);
    }
    return data;
  }

  /** Fields that may be absent, and were added to the first version. */
  private static JsonNode withOptional(JsonNode data, String... fields) {
    if (data instanceof ObjectNode object) {
      for (String field : fields) {
        object.putIfAbsent(field, NullNode.getInstance());
      }
    }
    return data;
  }

  private static boolean hasNull(JsonNode node) {
    for (JsonNode child : node) {
      if (child.isNull() || hasNull(child)) {
        return true;
      }
    }
    return false;
  }

  private static String text(JsonNode event, String field) throws MalformedEventException {
    JsonNode value = event.get(field);
    if (value == null || !value.isTextual()) {
      throw new MalformedEventException("an event without " + field);
    }
    return value.textValue();
  }
}
