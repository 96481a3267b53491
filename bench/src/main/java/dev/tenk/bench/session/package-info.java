/** What sessions cost. */
@NullMarked
package dev.tenk.bench.session;

import org.jspecify.annotations.NullMarked;
