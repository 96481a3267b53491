/** Limits on how often something may be done, shared by all pods. */
@NullMarked
package dev.tenk.platform.ratelimit;

import org.jspecify.annotations.NullMarked;
