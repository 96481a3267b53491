/** Engines and services as processes of a benchmark, and what they use of the machine. */
@NullMarked
package dev.tenk.bench.engine;

import org.jspecify.annotations.NullMarked;
