/** What cached values have seen of the database. */
@NullMarked
package dev.tenk.platform.database.cache;

import org.jspecify.annotations.NullMarked;
