package dev.tenk.platform.database.idempotency;

import dev.tenk.platform.id.ShardedId;

/** A key, which is its account's own. */
record KeyOwner(ShardedId account, String key) {}
