package dev.tenk.platform.caching;

import dev.tenk.platform.http.cache.Representation;

/**
 * A value and how it is shown.
 *
 * @param <T> type of the value
 */
public record Rendered<T>(T value, Representation representation) {}
