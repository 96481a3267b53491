/** Access tokens and the keys that sign them. */
@NullMarked
package dev.tenk.user.token;

import org.jspecify.annotations.NullMarked;
