package dev.tenk.media.stream;

import dev.tenk.media.medium.ChangePosition;
import dev.tenk.platform.http.ClientAddresses;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.token.Caller;
import dev.tenk.platform.token.CurrentCaller;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Answers the current request by a stream. */
@Singleton
final class StreamAnswers {

  private final Streams streams;
  private final StreamConfig config;
  private final StreamMetrics metrics;
  private final CurrentVertxRequest request;
  private final CurrentCaller caller;
  private final ClientAddresses addresses;
  private final InstantSource clock;
  private final RandomGenerator random = RandomGenerator.getDefault();

  StreamAnswers(
      Streams streams,
      StreamConfig config,
      StreamMetrics metrics,
      CurrentVertxRequest request,
      CurrentCaller caller,
      ClientAddresses addresses,
      InstantSource clock) {
    this.streams = streams;
    this.config = config;
    this.metrics = metrics;
    this.request = request;
    this.caller = caller;
    this.addresses = addresses;
    this.clock = clock;
  }

  /**
   * A stream of the topic; all of it happens on the request's event loop.
   *
   * @param lastEventId what the client saw last, as it says
   */
  Multi<OutboundSseEvent> answer(Topic topic, @Nullable String lastEventId, Sse sse) {
    RoutingContext routing = request.getCurrent();
    Context loop = Objects.requireNonNull(Vertx.currentContext());
    Subscriber subscriber =
        streams.open(
            topic,
            session(),
            position(lastEventId),
            task -> loop.runOnContext(onLoop -> task.run()));
    routing.addEndHandler(over -> subscriber.execute(ended -> ended.end(Ending.LEFT)));
    return Multi.createFrom()
        .<OutboundSseEvent>emitter(
            events ->
                subscriber.execute(
                    begun ->
                        begun.attach(
                            new SseOutlet(sse, events, metrics, () -> routing.response().reset()),
                            retry())),
            BackPressureStrategy.BUFFER)
        .onRequest()
        .invoke(more -> subscriber.execute(ready -> ready.demand(more, clock.instant())));
  }

  private Session session() {
    Optional<Caller> known = caller.find();
    String party = known.map(Caller::getName).orElseGet(() -> addresses.current().network());
    return new Session(party, known, clock.instant());
  }

  /** Not the same for all: those of a pod that ends must not come at once. */
  private Duration retry() {
    long millis = config.retry().toMillis();
    return Duration.ofMillis(millis + random.nextLong(millis + 1));
  }

  private static @Nullable ChangePosition position(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isEmpty()) {
      return null;
    }
    return ChangePosition.parse(lastEventId)
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "malformed-last-event-id",
                    "Last-Event-ID is not the id of an event of this service."));
  }
}
