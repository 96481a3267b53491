package dev.tenk.user.audit;

import dev.tenk.platform.id.ShardedId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to an account.
 *
 * @param id the event
 * @param kind what was done
 * @param at when
 * @param address the network address that it was done from, or null where it was not by a request
 * @param device what the client said it is, or null
 */
record SecurityEvent(
    ShardedId id,
    SecurityEventKind kind,
    Instant at,
    @Nullable String address,
    @Nullable String device) {}
