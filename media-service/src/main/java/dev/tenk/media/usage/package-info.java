/** What accounts hold, and how much they may. */
@NullMarked
package dev.tenk.media.usage;

import org.jspecify.annotations.NullMarked;
