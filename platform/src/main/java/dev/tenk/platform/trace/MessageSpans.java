package dev.tenk.platform.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * The spans of messages that belong to a trace, by OpenTelemetry's names for messaging.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">Semantic
 *     conventions for messaging spans</a>
 */
public final class MessageSpans {

  private static final String SCOPE = "dev.tenk.platform";
  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> QUEUE =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("messaging.operation.type");
  private static final AttributeKey<String> ID = AttributeKey.stringKey("messaging.message.id");

  private MessageSpans() {}

  static Tracer tracer() {
    return GlobalOpenTelemetry.getTracer(SCOPE);
  }

  /** From the send until the broker has the message; to be {@linkplain #end ended}. */
  public static Context sending(String queue, String id, String traceparent) {
    return begun(SpanKind.PRODUCER, "send", queue, id, traceparent);
  }

  /** From the message's arrival until it is settled; to be {@linkplain #end ended}. */
  public static Context processing(String queue, @Nullable String id, String traceparent) {
    return begun(SpanKind.CONSUMER, "process", queue, id, traceparent);
  }

  private static Context begun(
      SpanKind kind, String operation, String queue, @Nullable String id, String traceparent) {
    Context parent = TraceParent.context(traceparent);
    var span =
        tracer()
            .spanBuilder(operation + " " + queue)
            .setParent(parent)
            .setSpanKind(kind)
            .setAttribute(SYSTEM, "amqp")
            .setAttribute(QUEUE, queue)
            .setAttribute(OPERATION, operation);
    if (id != null) {
      span.setAttribute(ID, id);
    }
    return parent.with(span.startSpan());
  }

  /** Ends the span of the context. */
  public static void end(Context context, @Nullable Throwable failure) {
    Span span = Span.fromContext(context);
    if (failure != null) {
      span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
    }
    span.end();
  }
}
