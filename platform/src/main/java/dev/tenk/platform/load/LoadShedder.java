package dev.tenk.platform.load;

import dev.tenk.platform.http.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Refuses what a pod cannot do in time, by 503 with {@code Retry-After}, before anything is read or
 * asked for it. What is answered at once on the event loop, as from memory, tells nothing of
 * latency.
 */
@Singleton
public final class LoadShedder implements Handler<RoutingContext> {

  private static final int AFTER_REQUEST_ID = 9_500;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int FAULT = 500;

  private final boolean enabled;
  private final Urgencies urgencies;
  private final LoadLimit limit;
  private final LongSupplier nanoTime;
  private final Map<Urgency, Counter> refused = new EnumMap<>(Urgency.class);

  /** For the container. */
  @Inject
  LoadShedder(LoadConfig config, Urgencies urgencies, MeterRegistry metrics) {
    this(config, urgencies, metrics, System::nanoTime);
  }

  LoadShedder(
      LoadConfig config, Urgencies urgencies, MeterRegistry metrics, LongSupplier nanoTime) {
    this.enabled = config.enabled();
    this.urgencies = urgencies;
    this.nanoTime = nanoTime;
    this.limit = new LoadLimit(config, nanoTime);
    for (Urgency urgency : Urgency.values()) {
      refused.put(urgency, counter(metrics, urgency));
    }
    Gauge.builder("tenk.load.limit", limit, LoadLimit::limit)
        .description("Requests that may be in hand at once")
        .register(metrics);
    Gauge.builder("tenk.load.in.hand", limit, LoadLimit::inHand)
        .description("Requests in hand that were not answered at once")
        .register(metrics);
  }

  private static Counter counter(MeterRegistry metrics, Urgency urgency) {
    return Counter.builder("tenk.load.refused")
        .description("Requests refused since too many were in hand")
        .tag("urgency", urgency.name().toLowerCase(Locale.ROOT))
        .register(metrics);
  }

  void register(@Observes Filters filters) {
    if (enabled) {
      filters.register(this, AFTER_REQUEST_ID);
    }
  }

  @Override
  public void handle(RoutingContext context) {
    Urgency urgency = urgency(context.request());
    if (!limit.enter(urgency)) {
      Objects.requireNonNull(refused.get(urgency)).increment();
      context.fail(
          ProblemException.unavailable(
              "overloaded", "The service has more to do than it can.", RETRY_AFTER));
    } else if (urgency.isCounted()) {
      follow(context);
    } else {
      context.next();
    }
  }

  private Urgency urgency(HttpServerRequest request) {
    String path = request.path();
    return urgencies.of(
        request.method(),
        path == null ? "" : path,
        request.headers().contains(HttpHeaders.AUTHORIZATION));
  }

  private void follow(RoutingContext context) {
    Followed followed = new Followed(context, nanoTime.getAsLong());
    context.addEndHandler(followed);
    context.next();
    followed.atOnce = context.response().ended();
  }

  /** A request in hand, until its answer is sent or its connection lost. */
  private final class Followed implements Handler<AsyncResult<Void>> {
    private final RoutingContext context;
    private final long begin;
    private boolean atOnce = true; // until it is known that it was not

    Followed(RoutingContext context, long begin) {
      this.context = context;
      this.begin = begin;
    }

    @Override
    public void handle(AsyncResult<Void> end) {
      if (atOnce || end.failed() || context.response().getStatusCode() >= FAULT) {
        limit.leave();
      } else {
        limit.leave(nanoTime.getAsLong() - begin);
      }
    }
  }
}
