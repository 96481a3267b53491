/** Scripts and streams in Redis. */
@NullMarked
package dev.tenk.platform.redis;

import org.jspecify.annotations.NullMarked;
