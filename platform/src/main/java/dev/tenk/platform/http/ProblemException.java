package dev.tenk.platform.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that is answered by a problem. Thrown where the reason is known; made into an answer in
 * one place, {@link ProblemMappers}.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String slug;
  private final transient List<Problem.FieldError> errors;
  private final transient @Nullable Duration retryAfter;

  private ProblemException(
      int status,
      String slug,
      String detail,
      List<Problem.FieldError> errors,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(detail, cause, false, cause != null);
    this.status = status;
    this.slug = slug;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /** Any status: a slug names the kind of problem, the detail this occurrence. */
  public static ProblemException of(int status, String slug, String detail) {
    return new ProblemException(status, slug, detail, List.of(), null, null);
  }

  /** 400: the request cannot be read. */
  public static ProblemException badRequest(String slug, String detail) {
    return of(400, slug, detail);
  }

  /** 400 with the exception by which it was noticed. */
  public static ProblemException badRequest(String slug, String detail, @Nullable Throwable cause) {
    return new ProblemException(400, slug, detail, List.of(), null, cause);
  }

  /** 404: it does not exist, or the caller must not know that it does. */
  public static ProblemException notFound(String detail) {
    return of(404, "not-found", detail);
  }

  /** 409: it clashes with what is there, by the named field. */
  public static ProblemException conflict(String slug, String pointer, String detail) {
    return new ProblemException(
        409, slug, detail, List.of(new Problem.FieldError(pointer, detail)), null, null);
  }

  /** 422: it can be read, but the named fields are not acceptable. */
  public static ProblemException invalid(List<Problem.FieldError> errors) {
    return new ProblemException(
        422, "invalid-input", "Some fields are not acceptable.", errors, null, null);
  }

  /** 422 for a single field. */
  public static ProblemException invalid(String pointer, String detail) {
    return invalid(List.of(new Problem.FieldError(pointer, detail)));
  }

  /** 429 with Retry-After: done too often. */
  public static ProblemException tooManyRequests(String detail, Duration retryAfter) {
    return new ProblemException(429, "too-many-requests", detail, List.of(), retryAfter, null);
  }

  /** 503 with Retry-After: a bound is reached, or an engine is away. */
  public static ProblemException unavailable(String slug, String detail, Duration retryAfter) {
    return new ProblemException(503, slug, detail, List.of(), retryAfter, null);
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** When the client may try again, where that helps. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** The answer's body. */
  public Problem toProblem() {
    return Problem.of(status, slug, getMessage(), errors);
  }
}
