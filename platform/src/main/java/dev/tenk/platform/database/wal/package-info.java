/** Positions in PostgreSQL's write-ahead log. */
@NullMarked
package dev.tenk.platform.database.wal;

import org.jspecify.annotations.NullMarked;
