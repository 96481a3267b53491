@NullMarked
package dev.tenk.local.trace;

import org.jspecify.annotations.NullMarked;
