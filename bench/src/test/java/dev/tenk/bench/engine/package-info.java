@NullMarked
package dev.tenk.bench.engine;

import org.jspecify.annotations.NullMarked;
