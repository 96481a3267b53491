/**
 * How the autoscalers of the chart follow a step in traffic, computed from what a request costs.
 */
@NullMarked
package dev.tenk.bench.scaling;

import org.jspecify.annotations.NullMarked;
