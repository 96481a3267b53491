package dev.tenk.platform.database.replica;

import dev.tenk.platform.database.wal.WalPosition;

/**
 * What a server says of itself.
 *
 * @param instance names the running process: address, port and start
 * @param recovering whether it replays another's log
 * @param position replayed, or inserted where it does not recover
 */
record Reading(String instance, boolean recovering, WalPosition position) {}
