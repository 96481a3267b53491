/** What a query costs as its table grows. */
@NullMarked
package dev.tenk.bench.growth;

import org.jspecify.annotations.NullMarked;
