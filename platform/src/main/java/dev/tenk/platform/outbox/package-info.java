/** Events that commit with the change that caused them, and are sent at least once. */
@NullMarked
package dev.tenk.platform.outbox;

import org.jspecify.annotations.NullMarked;
