package dev.tenk.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 problem details: the body of every error.
 *
 * @param type URN of the kind of problem, stable, for programs to branch on; listed in {@code
 *     docs/api/problems.md}
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail this occurrence in words, or null; never a stack trace or a name from the code
 * @param instance URN of the request, by which the log finds it
 * @param errors what is wrong with which field; empty where no field is to blame
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    @Nullable String detail,
    @Nullable String instance,
    List<FieldError> errors) {

  /** Media type of a problem in JSON. */
  public static final String CONTENT_TYPE = "application/problem+json";

  /** RFC 9110, 15.5.21. */
  private static final Map<Integer, String> UNKNOWN_TO_JAX_RS =
      Map.of(422, "Unprocessable Content");

  private static final String TYPE_PREFIX = "urn:tenk:problem:";

  /** Copies the list. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * What is wrong with one field.
   *
   * @param pointer JSON pointer into the request's body, or the name of a parameter
   * @param detail what would be right
   */
  @RegisterForReflection
  public record FieldError(String pointer, String detail) {}

  /** The last part of the type. */
  String slug() {
    return type.substring(TYPE_PREFIX.length());
  }

  static Problem of(int status, String slug, @Nullable String detail, List<FieldError> errors) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title =
        known == null ? UNKNOWN_TO_JAX_RS.getOrDefault(status, "Error") : known.getReasonPhrase();
    return new Problem(
        TYPE_PREFIX + slug, title, status, detail, RequestId.currentUrn().orElse(null), errors);
  }
}
