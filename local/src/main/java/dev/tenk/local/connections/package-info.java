/**
 * How many connections to PostgreSQL an installation opens, computed before it runs out of them.
 */
@NullMarked
package dev.tenk.local.connections;

import org.jspecify.annotations.NullMarked;
