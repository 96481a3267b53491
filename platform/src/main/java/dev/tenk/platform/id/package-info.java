/** Ids that are ordered by time and name their shard. */
@NullMarked
package dev.tenk.platform.id;

import org.jspecify.annotations.NullMarked;
