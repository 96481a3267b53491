package dev.tenk.platform.cache.shared;

import java.time.Duration;

/**
 * A wish to load.
 *
 * @param token names whoever may load; random
 * @param life after this time another may
 * @param below the load is wanted where the entry has less than this of its life left
 */
public record Lease(String token, Duration life, Duration below) {}
