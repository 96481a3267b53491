package dev.tenk.platform.database.replica;

import dev.tenk.platform.database.wal.WalPosition;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a replica since its last answer.
 *
 * @param observedAt by {@link System#nanoTime()}, before it was asked
 * @param position replayed
 * @param lagNanos see {@link LagHistory#lagOf}
 * @param refusal why nobody may read it, or null
 */
record ReplicaState(
    long observedAt, WalPosition position, long lagNanos, @Nullable Refusal refusal) {}
