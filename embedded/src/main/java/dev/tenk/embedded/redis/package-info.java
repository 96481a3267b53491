/** Redis. */
@NullMarked
package dev.tenk.embedded.redis;

import org.jspecify.annotations.NullMarked;
