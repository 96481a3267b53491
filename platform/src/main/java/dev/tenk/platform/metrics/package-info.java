/** What every service measures, and by which bounds. */
@NullMarked
package dev.tenk.platform.metrics;

import org.jspecify.annotations.NullMarked;
