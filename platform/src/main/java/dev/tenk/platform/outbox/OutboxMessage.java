package dev.tenk.platform.outbox;

import java.time.Duration;
import java.util.UUID;

/**
 * A message that waits in the outbox.
 *
 * @param id the event's id; the broker's message id, the same at every try
 * @param bucket of the account that it is about, by which the row finds its relay
 * @param queue where it goes: a queue of the broker, or the name of an {@link OutboxSink}
 * @param contentType media type of the body
 * @param body the payload
 * @param delay how long after its commit it is sent at the earliest; zero for at once, at most days
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying each payload would be waste
public record OutboxMessage(
    UUID id, short bucket, String queue, String contentType, byte[] body, Duration delay) {

  /** A message to be sent at once. */
  public OutboxMessage(UUID id, short bucket, String queue, String contentType, byte[] body) {
    this(id, bucket, queue, contentType, body, Duration.ZERO);
  }
}
