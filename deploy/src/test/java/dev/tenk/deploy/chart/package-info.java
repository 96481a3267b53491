/** The chart, rendered and held to its rules. */
@NullMarked
package dev.tenk.deploy.chart;

import org.jspecify.annotations.NullMarked;
