package dev.tenk.platform.http.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Shows values as the API does. */
@Singleton
public final class JsonRepresentations {

  private final ObjectMapper mapper;

  JsonRepresentations(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The value as JSON. */
  public Representation of(Object value, @Nullable Instant lastModified) {
    try {
      return Representation.of(mapper.writeValueAsBytes(value), lastModified);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
