/** Microbenchmarks by JMH. */
@NullMarked
package dev.tenk.bench.jmh;

import org.jspecify.annotations.NullMarked;
