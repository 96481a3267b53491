/** What routing to replicas costs and gives. */
@NullMarked
package dev.tenk.bench.routing;

import org.jspecify.annotations.NullMarked;
