/** The schema's migrations: how they run, and whether a service and a schema fit together. */
@NullMarked
package dev.tenk.platform.database.migration;

import org.jspecify.annotations.NullMarked;
