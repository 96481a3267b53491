/** Rows by their primary keys, many in one query. */
@NullMarked
package dev.tenk.platform.database.lookup;

import org.jspecify.annotations.NullMarked;
