package dev.tenk.local.origin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * An error of the origin itself, in the shape of the services' errors: RFC 9457 problem details.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OriginProblem(
    String type, String title, int status, String detail, @Nullable String instance) {
  static final String CONTENT_TYPE = "application/problem+json";

  private static final ObjectMapper JSON = new ObjectMapper();

  static OriginProblem notFound(String requestId) {
    return of(
        HttpResponseStatus.NOT_FOUND, "not-found", "There is nothing at this path.", requestId);
  }

  static OriginProblem unavailable(String requestId) {
    return of(
        HttpResponseStatus.SERVICE_UNAVAILABLE,
        "unavailable",
        "The service behind this path is not up, or busy beyond its bound.",
        requestId);
  }

  static OriginProblem badGateway(String requestId) {
    return of(
        HttpResponseStatus.BAD_GATEWAY,
        "bad-gateway",
        "The service behind this path ended the connection without an answer.",
        requestId);
  }

  Buffer body() {
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OriginProblem of(
      HttpResponseStatus status, String slug, String detail, String requestId) {
    return new OriginProblem(
        "urn:tenk:problem:" + slug,
        status.reasonPhrase(),
        status.code(),
        detail,
        "urn:tenk:request:" + requestId);
  }
}
