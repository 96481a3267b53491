/** Load of an open model: calls are sent at their time, whatever the answers take. */
@NullMarked
package dev.tenk.bench.load;

import org.jspecify.annotations.NullMarked;
