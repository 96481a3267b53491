package dev.tenk.platform.caching;

import dev.tenk.platform.http.cache.Representation;

/**
 * How something is shown, and what must be known of it beside that.
 *
 * @param <T> type of what must be known
 */
public record Rendered<T>(T value, Representation representation) {}
