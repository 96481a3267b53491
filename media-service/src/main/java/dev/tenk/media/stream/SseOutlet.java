package dev.tenk.media.stream;

import dev.tenk.media.medium.MediumState;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Sends by server-sent events: {@code medium} with the medium as the API shows it, {@code deleted}
 * with its id.
 */
final class SseOutlet implements Outlet {

  private static final String CHANGED = "medium";
  private static final String DELETED = "deleted";

  private final Sse sse;
  private final MultiEmitter<? super OutboundSseEvent> events;
  private final StreamMetrics metrics;
  private final Runnable cut;

  /**
   * Sends to whoever subscribed.
   *
   * @param cut breaks the connection
   */
  SseOutlet(
      Sse sse, MultiEmitter<? super OutboundSseEvent> events, StreamMetrics metrics, Runnable cut) {
    this.sse = sse;
    this.events = events;
    this.metrics = metrics;
    this.cut = cut;
  }

  /**
   * What is said of a deleted medium.
   *
   * @param id which
   */
  @RegisterForReflection
  record Deleted(@Schema(implementation = String.class, format = "uuid") ShardedId id) {}

  @Override
  public void open(Duration retry, String position) {
    events.emit(
        sse.newEventBuilder()
            .comment("open")
            .id(position)
            .reconnectDelay(retry.toMillis())
            .build());
  }

  @Override
  public void state(MediumState state) {
    Object data = state.medium().<Object>map(medium -> medium).orElse(new Deleted(state.id()));
    events.emit(
        sse.newEventBuilder()
            .id(state.position().toString())
            .name(state.medium().isPresent() ? CHANGED : DELETED)
            .data(data.getClass(), data)
            .build());
    metrics.sent();
  }

  @Override
  public void heartbeat() {
    events.emit(sse.newEventBuilder().comment("").build());
  }

  @Override
  public void complete() {
    events.complete();
  }

  @Override
  public void cut() {
    cut.run();
    events.complete();
  }
}
