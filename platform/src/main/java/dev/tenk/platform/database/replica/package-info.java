/** The replicas: where they are in the log, whether they may be read, their pools. */
@NullMarked
package dev.tenk.platform.database.replica;

import org.jspecify.annotations.NullMarked;
