/** Engines, services and origin as one thing that starts and stops. */
@NullMarked
package dev.tenk.local.suite;

import org.jspecify.annotations.NullMarked;
