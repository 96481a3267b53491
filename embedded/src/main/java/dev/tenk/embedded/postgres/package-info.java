/** PostgreSQL 18: a primary and one streaming replica. */
@NullMarked
package dev.tenk.embedded.postgres;

import org.jspecify.annotations.NullMarked;
