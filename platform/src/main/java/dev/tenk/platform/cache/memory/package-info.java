/** The tier in this process. */
@NullMarked
package dev.tenk.platform.cache.memory;

import org.jspecify.annotations.NullMarked;
