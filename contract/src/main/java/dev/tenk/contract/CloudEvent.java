package dev.tenk.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * A CloudEvents 1.0 event with its data.
 *
 * @param id unique per event; a redelivery carries the same one
 * @param source the service that it comes from, for instance {@code /media-service}
 * @param subject the id of the thing it is about
 * @param time when the cause happened, not when it was sent
 * @param data the payload
 * @param <T> type of the payload
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents
 *     1.0</a>
 */
public record CloudEvent<T extends EventData>(
    UUID id, String source, String subject, Instant time, T data) {

  /** Version of the specification, the attribute {@code specversion}. */
  public static final String SPEC_VERSION = "1.0";

  /** Media type of the structured JSON form. */
  public static final String CONTENT_TYPE = "application/cloudevents+json";

  /** The CloudEvents {@code type}. */
  public String type() {
    return data.type();
  }
}
