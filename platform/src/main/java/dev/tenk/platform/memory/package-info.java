/** What a process holds in memory that it no longer needs, given back to the system. */
@NullMarked
package dev.tenk.platform.memory;

import org.jspecify.annotations.NullMarked;
