package dev.tenk.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.tenk.platform.blob.BlobStoreException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The one place where a failure becomes an answer: whatever is thrown leaves as problem+json. What
 * is refused for want of something, by 503, is counted: {@code tenk.http.shed} by reason.
 */
public final class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final String FORM_PARSER = "org.jboss.resteasy.reactive.server.core.multipart.";
  private static final int PARSER_DEPTH = 5;
  private static final Duration STORE_RETRY = Duration.ofSeconds(5);

  @ServerExceptionMapper
  Response problem(ProblemException e) {
    return problemResponse(e);
  }

  @ServerExceptionMapper
  Response unauthenticated(UnauthorizedException e) {
    return unauthenticated();
  }

  @ServerExceptionMapper
  Response badCredentials(AuthenticationFailedException e) {
    return unauthenticated();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e) {
    return respond(Problem.of(403, "forbidden", "You may not do this.", List.of()));
  }

  @ServerExceptionMapper
  Response storeFails(BlobStoreException e) {
    LOG.warn("the blob store fails", e);
    return problemResponse(
        ProblemException.unavailable(
            "storage-unavailable", "Pictures cannot be had at the moment.", STORE_RETRY));
  }

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException e) {
    List<Problem.FieldError> errors =
        e.getConstraintViolations().stream()
            .map(v -> new Problem.FieldError(pointer(v), v.getMessage()))
            .sorted(Comparator.comparing(Problem.FieldError::pointer))
            .toList();
    return problemResponse(ProblemException.invalid(errors));
  }

  /** JSON of the wrong shape. */
  @ServerExceptionMapper
  Response mismatched(MismatchedInputException e) {
    return malformedBody(e);
  }

  @ServerExceptionMapper
  Response framework(WebApplicationException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problemResponse(problem);
      }
      if (cause instanceof JsonProcessingException json) {
        return malformedBody(json);
      }
    }
    if (e instanceof NotFoundException && e.getCause() != null) {
      // a parameter that cannot be converted is a 404 by the specification of JAX-RS, which
      // misleads clients
      return respond(
          Problem.of(
              400,
              "malformed-parameter",
              "A parameter in the address is not of the expected type.",
              List.of()));
    }
    int status = e.getResponse().getStatus();
    if (status < 400) {
      return e.getResponse();
    }
    if (status >= 500) {
      LOG.error("request failed", e);
    }
    Response.ResponseBuilder answer =
        Response.status(status)
            .type(Problem.CONTENT_TYPE)
            .entity(Problem.of(status, slug(status), detail(status), List.of()));
    String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
  }

  @ServerExceptionMapper
  Response unexpected(Throwable e) {
    if (DatabaseOutage.causes(e)) {
      LOG.warnf("the database is away: %s", e.getMessage());
      return problemResponse(DatabaseOutage.problem());
    }
    if (isMalformedForm(e)) {
      return respond(
          Problem.of(400, "malformed-form", "The body is not a whole multipart form.", List.of()));
    }
    LOG.error("request failed", e);
    return respond(
        Problem.of(500, "internal-error", "Something went wrong on our side.", List.of()));
  }

  /** The parser of forms throws plain exceptions; only where they come from tells them apart. */
  private static boolean isMalformedForm(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .limit(PARSER_DEPTH)
        .anyMatch(frame -> frame.getClassName().startsWith(FORM_PARSER));
  }

  private static Response problemResponse(ProblemException e) {
    Response answer = respond(e.toProblem());
    if (e.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      return Response.fromResponse(answer).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
    }
    return e.retryAfter()
        .map(
            after ->
                Response.fromResponse(answer)
                    .header(HttpHeaders.RETRY_AFTER, Problems.seconds(after))
                    .build())
        .orElse(answer);
  }

  private static Response malformedBody(JsonProcessingException e) {
    String where =
        e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
            ? mapping.getPath().stream()
                .map(
                    r -> r.getFieldName() == null ? String.valueOf(r.getIndex()) : r.getFieldName())
                .collect(Collectors.joining("/", "/", ""))
            : "";
    List<Problem.FieldError> errors =
        where.isEmpty()
            ? List.of()
            : List.of(new Problem.FieldError(where, "is not of the expected type"));
    return respond(
        Problem.of(400, "malformed-body", "The body is not JSON of the expected shape.", errors));
  }

  private static Response unauthenticated() {
    return Response.status(401)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .type(Problem.CONTENT_TYPE)
        .entity(Problems.unauthenticated())
        .build();
  }

  private static Response respond(Problem problem) {
    Problems.count(problem);
    return Response.status(problem.status()).type(Problem.CONTENT_TYPE).entity(problem).build();
  }

  /**
   * The path below the method and its parameter: {@code create.user.handle} becomes {@code
   * /handle}.
   */
  private static String pointer(ConstraintViolation<?> violation) {
    List<String> names =
        StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
            .map(Path.Node::toString)
            .toList();
    List<String> within = names.size() > 2 ? names.subList(2, names.size()) : names;
    return names.size() > 2 ? "/" + String.join("/", within) : within.getLast();
  }

  static String slug(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null
        ? "status-" + status
        : known.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  static String detail(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this address.";
      case 405 -> "This address does not answer to that method.";
      case 406 -> "None of the representations here is one that you accept.";
      case 413 -> "The body is larger than is allowed here.";
      case 415 -> "The body is not of a type that is read here.";
      default -> status < 500 ? "The request cannot be read." : "Something went wrong on our side.";
    };
  }
}
