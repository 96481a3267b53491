/** The trail of what was done to an account, for its owner to read. */
@NullMarked
package dev.tenk.user.audit;

import org.jspecify.annotations.NullMarked;
