package dev.tenk.platform.cache.memory;

/**
 * Taken before anything is read for a key, shown when the result is to be kept.
 *
 * @param stamp of the key's last invalidation
 * @param generation of the memory tier
 * @param onPrimary whether the load must read the primary: a replica may not have the change yet
 */
public record Ticket(long stamp, long generation, boolean onPrimary) {}
