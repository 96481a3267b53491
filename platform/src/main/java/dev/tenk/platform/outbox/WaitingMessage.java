package dev.tenk.platform.outbox;

import java.time.OffsetDateTime;

/**
 * A row of the outbox.
 *
 * @param dueAt its column {@code created_at}, which names its partition
 * @param message what is to be sent
 */
record WaitingMessage(OffsetDateTime dueAt, OutboxMessage message) {}
