/** Messages that were put aside: kept, shown, sent again or dropped. */
@NullMarked
package dev.tenk.media.dead;

import org.jspecify.annotations.NullMarked;
