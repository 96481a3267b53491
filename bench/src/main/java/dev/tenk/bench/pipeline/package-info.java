/** Measurements of the pipeline. */
@NullMarked
package dev.tenk.bench.pipeline;

import org.jspecify.annotations.NullMarked;
