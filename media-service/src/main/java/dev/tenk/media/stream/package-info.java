/** Telling clients what becomes of media, by server-sent events. */
@NullMarked
package dev.tenk.media.stream;

import org.jspecify.annotations.NullMarked;
