@NullMarked
package dev.tenk.bench.report;

import org.jspecify.annotations.NullMarked;
