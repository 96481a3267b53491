package dev.tenk.user.session;

import dev.tenk.platform.id.ShardedId;
import java.util.UUID;

/** A device on which somebody has signed in to the account before. */
record Device(ShardedId account, UUID id) {}
