/** What a measurement shows and keeps: tables, percentiles, files of raw results. */
@NullMarked
package dev.tenk.bench.report;

import org.jspecify.annotations.NullMarked;
