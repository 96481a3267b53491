@NullMarked
package dev.tenk.platform.ratelimit;

import org.jspecify.annotations.NullMarked;
