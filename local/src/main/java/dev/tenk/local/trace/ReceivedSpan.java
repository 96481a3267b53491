package dev.tenk.local.trace;

import java.util.Map;

/**
 * A span as a service told of it.
 *
 * @param trace id of its trace, hexadecimal
 * @param id hexadecimal
 * @param parent id of the span that caused it; empty where none did
 * @param service that it is of
 * @param kind what it is to others
 * @param startNanos since the epoch
 * @param endNanos since the epoch
 * @param attributes those that are text
 */
public record ReceivedSpan(
    String trace,
    String id,
    String parent,
    String service,
    String name,
    Kind kind,
    long startNanos,
    long endNanos,
    Map<String, String> attributes) {

  /** In the order of OTLP's numbers. */
  public enum Kind {
    /** Not said. */
    UNSPECIFIED,
    /** A step within a process. */
    INTERNAL,
    /** Answers a request. */
    SERVER,
    /** Asks somebody. */
    CLIENT,
    /** Sends a message. */
    PRODUCER,
    /** Handles a message. */
    CONSUMER
  }

  /** Copies the attributes. */
  public ReceivedSpan {
    attributes = Map.copyOf(attributes);
  }

  long nanos() {
    return endNanos - startNanos;
  }
}
