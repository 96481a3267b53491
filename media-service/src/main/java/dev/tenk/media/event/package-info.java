/** The outbox of this service. */
@NullMarked
package dev.tenk.media.event;

import org.jspecify.annotations.NullMarked;
