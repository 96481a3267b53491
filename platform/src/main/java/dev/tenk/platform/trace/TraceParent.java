package dev.tenk.platform.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a trace goes on where no HTTP request carries it: as text in a row or in a message.
 *
 * <p>Only what is recorded has one. So a message without it costs nothing on its further way, and
 * whoever began the trace has decided for all who follow.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
 */
public final class TraceParent {

  /**
   * Name of the property of messages; an attribute of events in CloudEvents' extension for
   * distributed tracing.
   */
  public static final String PROPERTY = "traceparent";

  private static final TextMapGetter<String> TEXT =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
          return List.of(PROPERTY);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
          return PROPERTY.equals(key) ? traceparent : null;
        }
      };

  private TraceParent() {}

  /** Whether what runs now is recorded. */
  public static boolean isRecorded() {
    return Span.current().getSpanContext().isSampled();
  }

  /** That of what runs now; null where it is not recorded. */
  public static @Nullable String current() {
    return isRecorded() ? of(Context.current()) : null;
  }

  /** That of the context; null where it is not recorded. */
  public static @Nullable String of(Context context) {
    if (!Span.fromContext(context).getSpanContext().isSampled()) {
      return null;
    }
    Map<String, String> carrier = HashMap.newHashMap(2);
    W3CTraceContextPropagator.getInstance()
        .inject(context, carrier, (to, name, value) -> Objects.requireNonNull(to).put(name, value));
    return carrier.get(PROPERTY);
  }

  /** The properties of a message that belongs to the context: one, or none. */
  public static Map<String, String> properties(@Nullable String traceparent) {
    return traceparent == null ? Map.of() : Map.of(PROPERTY, traceparent);
  }

  /** The context that the text tells of; the root where it tells of none. */
  static Context context(String traceparent) {
    return W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, TEXT);
  }
}
