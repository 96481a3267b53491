/** How processes hear of each other's invalidations. */
@NullMarked
package dev.tenk.platform.cache.link;

import org.jspecify.annotations.NullMarked;
