package dev.tenk.platform.outbox;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of the outbox.
 *
 * @param dueAt its column {@code created_at}, which names its partition
 * @param message what is to be sent
 * @param traceparent the trace of the change that caused it, where that was recorded
 */
record WaitingMessage(OffsetDateTime dueAt, OutboxMessage message, @Nullable String traceparent) {}
