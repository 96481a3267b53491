@NullMarked
package dev.tenk.bench.scaling;

import org.jspecify.annotations.NullMarked;
