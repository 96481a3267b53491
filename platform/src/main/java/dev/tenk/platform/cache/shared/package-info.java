/** The tier in Redis, which all processes share. */
@NullMarked
package dev.tenk.platform.cache.shared;

import org.jspecify.annotations.NullMarked;
