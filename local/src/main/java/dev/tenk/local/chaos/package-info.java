/** Faults under a steady load, and the books afterwards: what was promised, and what came of it. */
@NullMarked
package dev.tenk.local.chaos;

import org.jspecify.annotations.NullMarked;
