/** Values as bytes, by the shape of their records. */
@NullMarked
package dev.tenk.platform.cache.codec;

import org.jspecify.annotations.NullMarked;
