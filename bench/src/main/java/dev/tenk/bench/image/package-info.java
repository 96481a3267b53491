/** What the worker's pictures cost, beside sharp. */
@NullMarked
package dev.tenk.bench.image;

import org.jspecify.annotations.NullMarked;
