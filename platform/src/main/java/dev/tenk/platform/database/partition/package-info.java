/** Partitions that come and go with time, and rows that expire. */
@NullMarked
package dev.tenk.platform.database.partition;

import org.jspecify.annotations.NullMarked;
