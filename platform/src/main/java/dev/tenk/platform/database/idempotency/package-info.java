/** Requests that may be sent again: the same key, the same answer. */
@NullMarked
package dev.tenk.platform.database.idempotency;

import org.jspecify.annotations.NullMarked;
