/**
 * One PostgreSQL primary and its streaming replicas behind one datasource: writes go to the
 * primary, {@link dev.tenk.platform.database.ReadOnly} reads to a replica that has replayed what
 * the caller must see.
 */
@NullMarked
package dev.tenk.platform.database;

import org.jspecify.annotations.NullMarked;
