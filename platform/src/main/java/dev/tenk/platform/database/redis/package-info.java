/** The last writes of signed-in callers, kept in Redis for all pods. */
@NullMarked
package dev.tenk.platform.database.redis;

import org.jspecify.annotations.NullMarked;
