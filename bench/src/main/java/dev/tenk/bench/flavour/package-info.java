/** The forms that the services are built in, side by side: start, memory, size, throughput. */
@NullMarked
package dev.tenk.bench.flavour;

import org.jspecify.annotations.NullMarked;
