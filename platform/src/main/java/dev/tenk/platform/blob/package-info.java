/** Bytes that are too large for a database: staged, then stored under a key. */
@NullMarked
package dev.tenk.platform.blob;

import org.jspecify.annotations.NullMarked;
