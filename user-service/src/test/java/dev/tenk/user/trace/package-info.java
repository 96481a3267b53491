@NullMarked
package dev.tenk.user.trace;

import org.jspecify.annotations.NullMarked;
