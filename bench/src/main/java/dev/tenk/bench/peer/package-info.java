/** What people would take instead of Tenk, and what is the most that can be had: built and run. */
@NullMarked
package dev.tenk.bench.peer;

import org.jspecify.annotations.NullMarked;
