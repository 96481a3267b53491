/** Accounts and media by the million, the same in every run, written past the services. */
@NullMarked
package dev.tenk.bench.data;

import org.jspecify.annotations.NullMarked;
