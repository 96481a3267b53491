/** Traces beyond requests: of messages, of what is asked of the engines, of steps. */
@NullMarked
package dev.tenk.platform.trace;

import org.jspecify.annotations.NullMarked;
