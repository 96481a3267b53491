@NullMarked
package dev.tenk.bench.load;

import org.jspecify.annotations.NullMarked;
