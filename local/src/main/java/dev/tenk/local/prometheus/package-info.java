/** Prometheus beside the suite, where it is installed. */
@NullMarked
package dev.tenk.local.prometheus;

import org.jspecify.annotations.NullMarked;
