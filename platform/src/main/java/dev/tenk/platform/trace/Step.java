package dev.tenk.platform.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;

/**
 * A step of something that is recorded, on one thread: a span of its own. Costs one look where
 * nothing is recorded.
 */
public final class Step implements AutoCloseable {

  private static final Step NONE = new Step(Span.getInvalid(), Scope.noop());

  private final Span span;
  private final Scope scope;

  private Step(Span span, Scope scope) {
    this.span = span;
    this.scope = scope;
  }

  /** Begins a step of what runs now. */
  @SuppressWarnings("MustBeClosedChecker") // the step closes it
  public static Step begin(String name) {
    if (!TraceParent.isRecorded()) {
      return NONE;
    }
    Span span = MessageSpans.tracer().spanBuilder(name).startSpan();
    return new Step(span, span.makeCurrent());
  }

  @Override
  public void close() {
    if (this != NONE) {
      scope.close();
      span.end();
    }
  }
}
