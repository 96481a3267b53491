/** Traces that the services send, received and told as where the time went. */
@NullMarked
package dev.tenk.local.trace;

import org.jspecify.annotations.NullMarked;
