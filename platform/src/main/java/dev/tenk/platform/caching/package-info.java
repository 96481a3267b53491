/**
 * Caches as the services have them: beans, invalidations by the outbox, answers of GET from memory,
 * and purges of the edge.
 */
@NullMarked
package dev.tenk.platform.caching;

import org.jspecify.annotations.NullMarked;
