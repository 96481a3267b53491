/** What PostgreSQL plans for the statements that a service sends, and the rules that they keep. */
@NullMarked
package dev.tenk.embedded.plan;

import org.jspecify.annotations.NullMarked;
