/** What requests cost in CPU time, by which pods are counted. */
@NullMarked
package dev.tenk.bench.capacity;

import org.jspecify.annotations.NullMarked;
