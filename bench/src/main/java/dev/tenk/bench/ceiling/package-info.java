/** How near the memory tier comes to what a file server and a bare endpoint reach. */
@NullMarked
package dev.tenk.bench.ceiling;

import org.jspecify.annotations.NullMarked;
