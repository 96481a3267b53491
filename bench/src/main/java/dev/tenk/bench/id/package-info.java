/** What ids cost. */
@NullMarked
package dev.tenk.bench.id;

import org.jspecify.annotations.NullMarked;
