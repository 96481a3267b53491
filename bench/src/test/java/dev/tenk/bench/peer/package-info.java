@NullMarked
package dev.tenk.bench.peer;

import org.jspecify.annotations.NullMarked;
