/** Invalidations that commit with the change that causes them. */
@NullMarked
package dev.tenk.platform.cache.invalidation;

import org.jspecify.annotations.NullMarked;
