@NullMarked
package dev.tenk.bench.scenario;

import org.jspecify.annotations.NullMarked;
