/** Uploads that clients send to the store themselves: announced, put, completed. */
@NullMarked
package dev.tenk.media.direct;

import org.jspecify.annotations.NullMarked;
