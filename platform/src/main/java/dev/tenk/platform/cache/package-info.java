/**
 * Values in memory, in Redis, and in the database behind them: coherent over all processes of a
 * service. Needs nothing else of Tenk but scripts and streams of Redis and the type of a log
 * position.
 */
@NullMarked
package dev.tenk.platform.cache;

import org.jspecify.annotations.NullMarked;
