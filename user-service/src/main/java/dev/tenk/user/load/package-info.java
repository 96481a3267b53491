/** Which requests come first when there are too many. */
@NullMarked
package dev.tenk.user.load;

import org.jspecify.annotations.NullMarked;
