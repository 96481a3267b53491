/** What caching costs and gives, beside Quarkus's own caches. */
@NullMarked
package dev.tenk.bench.cache;

import org.jspecify.annotations.NullMarked;
