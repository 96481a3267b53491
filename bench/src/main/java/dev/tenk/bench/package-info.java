/** Measurements, listed and run by name. */
@NullMarked
package dev.tenk.bench;

import org.jspecify.annotations.NullMarked;
