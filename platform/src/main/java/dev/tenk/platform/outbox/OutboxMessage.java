package dev.tenk.platform.outbox;

import java.util.UUID;

/**
 * A message that waits in the outbox.
 *
 * @param id the event's id; the broker's message id, the same at every try
 * @param bucket of the account that it is about, by which the row finds its partition
 * @param queue where it goes
 * @param contentType media type of the body
 * @param body the payload
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copying each payload would be waste
public record OutboxMessage(UUID id, short bucket, String queue, String contentType, byte[] body) {}
