/** Bytes that nobody needs any more, deleted. */
@NullMarked
package dev.tenk.media.collect;

import org.jspecify.annotations.NullMarked;
