package dev.tenk.platform.http.cache;

import dev.tenk.platform.http.HttpLimits;
import dev.tenk.platform.http.ProblemException;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one change from undoing another that it has not seen: who changes says which representation
 * that is about.
 */
@Singleton
public final class ChangeConditions {

  private static final List<String> CONDITIONS =
      List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_UNMODIFIED_SINCE, HttpHeaders.IF_NONE_MATCH);

  private final CurrentVertxRequest current;
  private final boolean required;

  ChangeConditions(CurrentVertxRequest current, HttpLimits limits) {
    this.current = current;
    this.required = limits.requireIfMatch();
  }

  /**
   * Compares the condition of the current request with what is there now; to be called in the
   * transaction of the change, with its row locked.
   *
   * @throws ProblemException 412 where something else is there, 428 where a condition is required
   *     and there is none
   */
  public void check(Representation now) {
    RoutingContext request = request();
    if (request == null) {
      return; // nobody who could have seen anything
    }
    MultiMap headers = request.request().headers();
    if (required && !headers.contains(HttpHeaders.IF_MATCH)) {
      throw ProblemException.of(
          428, "precondition-required", "A change must carry If-Match with the tag it is about.");
    }
    if (Preconditions.evaluate(
            name -> Fields.joined(headers, name), false, now::hasTag, now.lastModified())
        == Preconditions.Outcome.FAILED) {
      throw failed();
    }
  }

  /** Whether the current request may change whatever is there, so that nothing need be compared. */
  public boolean areNone() {
    RoutingContext request = request();
    return request == null
        || !required && CONDITIONS.stream().noneMatch(request.request().headers()::contains);
  }

  private @Nullable RoutingContext request() {
    return Arc.container().requestContext().isActive() ? current.getCurrent() : null;
  }

  /** 412. */
  public static ProblemException failed() {
    return ProblemException.of(
        412, "precondition-failed", "It is not, or not any more, as the request expects.");
  }
}
