/** What people do, as load on the whole suite: reads, writes, sign-ins, uploads. */
@NullMarked
package dev.tenk.bench.scenario;

import org.jspecify.annotations.NullMarked;
