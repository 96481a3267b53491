package dev.tenk.platform.broker;

import dev.tenk.platform.trace.TraceParent;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A received message.
 *
 * @param id as its sender gave it; null where it gave none
 * @param contentType media type of the body, where the sender said it
 * @param body the payload
 * @param deliveryCount how often it was tried and failed before: 0 at the first delivery
 * @param properties the application's properties that are text
 * @param trace in which it is handled, for work on threads of one's own; the root where its sender
 *     traced nothing
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying each payload would be waste
public record BrokerMessage(
    @Nullable String id,
    @Nullable String contentType,
    byte[] body,
    long deliveryCount,
    Map<String, String> properties,
    Context trace) {

  /** The properties by which what it leads to is of the same trace: one, or none. */
  public Map<String, String> traceProperties() {
    return TraceParent.properties(TraceParent.of(trace));
  }
}
