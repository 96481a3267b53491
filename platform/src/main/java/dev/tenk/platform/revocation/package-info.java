/** Ended sessions, known to every pod within a second. */
@NullMarked
package dev.tenk.platform.revocation;

import org.jspecify.annotations.NullMarked;
