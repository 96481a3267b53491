/** One origin before the services, routing as an ingress would. */
@NullMarked
package dev.tenk.local.origin;

import org.jspecify.annotations.NullMarked;
