package dev.tenk.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a body whose announced length is over {@code quarkus.http.limits.max-body-size} by a
 * problem, before the framework would close the connection without one. None of the body is read.
 */
@Singleton
public final class AnnouncedBodyLimit {

  private static final int AFTER_REQUEST_ID = 9_000;

  private final long maxBytes;

  AnnouncedBodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M")
          MemorySize maxBytes) {
    this.maxBytes = maxBytes.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_REQUEST_ID);
  }

  private void check(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && exceeds(length)) {
      context.response().putHeader(HttpHeaders.CONNECTION, "close");
      Problems.send(context, JsonBodyLimit.tooLarge(maxBytes).toProblem());
    } else {
      context.next();
    }
  }

  private boolean exceeds(String length) {
    try {
      return Long.parseLong(length) > maxBytes;
    } catch (NumberFormatException e) {
      return false; // the codec refuses such a request
    }
  }
}
