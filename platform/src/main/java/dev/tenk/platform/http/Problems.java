package dev.tenk.platform.http;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Problems for failures below JAX-RS: broken requests, refused tokens, bodies over the limit. */
@Singleton
@RegisterForReflection
public final class Problems {

  private static final int BEFORE_DEFAULT = Integer.MIN_VALUE + 10;
  private static final int SHED = 503;

  void register(@Observes Router router) {
    router.route().order(BEFORE_DEFAULT).failureHandler(Problems::failed);
  }

  private static void failed(RoutingContext context) {
    if (context.failure() instanceof ProblemException problem
        && !context.response().headWritten()) {
      problem
          .retryAfter()
          .ifPresent(
              after ->
                  context
                      .response()
                      .putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(after))));
      send(context, problem.toProblem());
      return;
    }
    int status = context.statusCode();
    if (status < 400 || status >= 500 || context.response().headWritten()) {
      context.next();
      return;
    }
    send(
        context,
        status == 401
            ? unauthenticated()
            : Problem.of(
                status, ProblemMappers.slug(status), ProblemMappers.detail(status), List.of()));
  }

  /** Whole seconds after which it is worth to try again: rounded up, at least one. */
  static long seconds(Duration after) {
    return Math.max(1, after.plusNanos(999_999_999).toSeconds());
  }

  /** 401: no token, or one that is not valid. The answer does not say which check failed. */
  public static Problem unauthenticated() {
    return Problem.of(
        401, "unauthenticated", "This needs a valid access token as a bearer.", List.of());
  }

  /** Counts what is refused for want of something: {@code tenk.http.shed} by reason. */
  static void count(Problem problem) {
    if (problem.status() == SHED) {
      Metrics.counter("tenk.http.shed", "reason", problem.slug()).increment();
    }
  }

  /** Ends the answer with the problem. */
  public static void send(RoutingContext context, Problem problem) {
    count(problem);
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.CONTENT_TYPE)
        .end(Json.encode(problem));
  }
}
