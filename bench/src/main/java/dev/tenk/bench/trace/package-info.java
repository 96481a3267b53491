/** What traces cost while they are off, and while they are on. */
@NullMarked
package dev.tenk.bench.trace;

import org.jspecify.annotations.NullMarked;
