/** Which requests come first when there are too many. */
@NullMarked
package dev.tenk.media.load;

import org.jspecify.annotations.NullMarked;
