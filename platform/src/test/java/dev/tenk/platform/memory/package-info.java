/** Tests of what is given back. */
@NullMarked
package dev.tenk.platform.memory;

import org.jspecify.annotations.NullMarked;
