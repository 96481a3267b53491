/**
 * What a caller must see: the position after its last write, carried by tokens and remembered for a
 * while.
 */
@NullMarked
package dev.tenk.platform.database.consistency;

import org.jspecify.annotations.NullMarked;
