@NullMarked
package dev.tenk.bench.data;

import org.jspecify.annotations.NullMarked;
