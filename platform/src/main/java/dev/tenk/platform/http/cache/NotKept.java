package dev.tenk.platform.http.cache;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Errors, and answers that say nothing of caching, are kept by nobody: most are for one person, and
 * an error passes.
 */
@Singleton
public final class NotKept {

  private static final int AFTER_REQUEST_ID = 9_500;
  private static final int FIRST_ERROR = 400;

  void register(@Observes Filters filters) {
    filters.register(NotKept::watch, AFTER_REQUEST_ID);
  }

  private static void watch(RoutingContext context) {
    context.addHeadersEndHandler(done -> mark(context.response()));
    context.next();
  }

  private static void mark(HttpServerResponse response) {
    boolean error = response.getStatusCode() >= FIRST_ERROR;
    if (error || !response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
      response.putHeader(HttpHeaders.CACHE_CONTROL, Freshness.NO_STORE);
    }
    if (error) {
      response
          .headers()
          .remove("CDN-Cache-Control")
          .remove("X-Accel-Expires")
          .remove(RepresentationAnswer.SURROGATE_KEY);
    }
  }
}
