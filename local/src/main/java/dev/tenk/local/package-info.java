/** The command line of the suite on one machine. */
@NullMarked
package dev.tenk.local;

import org.jspecify.annotations.NullMarked;
