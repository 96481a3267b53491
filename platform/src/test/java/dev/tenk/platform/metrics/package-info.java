@NullMarked
package dev.tenk.platform.metrics;

import org.jspecify.annotations.NullMarked;
