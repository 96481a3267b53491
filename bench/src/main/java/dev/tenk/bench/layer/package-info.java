/** What a call to each layer takes, beside what the machine allows. */
@NullMarked
package dev.tenk.bench.layer;

import org.jspecify.annotations.NullMarked;
