package dev.tenk.platform.metrics;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Gives OpenMetrics, the form that has exemplars, to whoever takes it. Prometheus asks for it first
 * and for plain text otherwise, but Quarkus' route for plain text comes before its route for
 * OpenMetrics and takes both; the latter knows no version but its own. Routes are chosen by headers
 * as they were before the first handler, so that nothing is won by changing them.
 */
@Singleton
public class OpenMetrics {

  private static final String NAME = "application/openmetrics-text";

  /** An exemplar of anything but a bucket or a counter, with what comes before it. */
  private static final Pattern MISPLACED =
      Pattern.compile("(?m)^(?!\\w+_(?:bucket|total)[ {])([^#\\n].*) # \\{.*$");

  private final PrometheusMeterRegistry metrics;

  OpenMetrics(PrometheusMeterRegistry metrics) {
    this.metrics = metrics;
  }

  void install(@Observes ManagementInterface management) {
    management
        .router()
        .get("/q/metrics")
        .order(0) // those of Quarkus follow
        .blockingHandler(this::give, false);
  }

  /** Leaves to Quarkus whoever does not take it. In a request's scope, which a gauge may use. */
  @ActivateRequestContext
  void give(RoutingContext context) {
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
    if (accepted == null || !accepted.contains(NAME)) {
      context.next();
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, TextFormat.CONTENT_TYPE_OPENMETRICS_100)
        .end(conforming(metrics.scrape(TextFormat.CONTENT_TYPE_OPENMETRICS_100)));
  }

  /**
   * Micrometer gives exemplars to counts of histograms too, which OpenMetrics does not have:
   * Prometheus then takes nothing at all.
   */
  static String conforming(String text) {
    return MISPLACED.matcher(text).replaceAll("$1");
  }
}
