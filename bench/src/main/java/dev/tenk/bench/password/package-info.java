/** What passwords cost: hashes, sign-ins, and what their time tells. */
@NullMarked
package dev.tenk.bench.password;

import org.jspecify.annotations.NullMarked;
