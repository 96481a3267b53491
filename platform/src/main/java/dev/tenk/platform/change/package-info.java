/** Changes of one row by one statement, with what is to be told of them. */
@NullMarked
package dev.tenk.platform.change;

import org.jspecify.annotations.NullMarked;
