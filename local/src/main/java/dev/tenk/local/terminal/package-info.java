/** What is said on the terminal. */
@NullMarked
package dev.tenk.local.terminal;

import org.jspecify.annotations.NullMarked;
