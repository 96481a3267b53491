/** How long others are waited for. */
@NullMarked
package dev.tenk.platform.cache.deadline;

import org.jspecify.annotations.NullMarked;
