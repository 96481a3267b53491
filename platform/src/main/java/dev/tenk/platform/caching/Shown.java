package dev.tenk.platform.caching;

import dev.tenk.platform.http.cache.Freshness;
import dev.tenk.platform.http.cache.Representation;

/**
 * What the caller of a request is shown of a value.
 *
 * @param freshness who may keep it; {@link Freshness#PRIVATE} for what not everyone may see
 */
public record Shown(Representation representation, Freshness freshness) {}
