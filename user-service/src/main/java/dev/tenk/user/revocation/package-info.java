/** Ending sessions, durably and everywhere. */
@NullMarked
package dev.tenk.user.revocation;

import org.jspecify.annotations.NullMarked;
