package dev.tenk.platform.database.replica;

/** Where a read goes: to a replica, or to the primary for a reason. */
public sealed interface Chosen permits Replica, Refusal {}
