/** Access tokens: who is calling, verified from the issuer's published keys without calling it. */
@NullMarked
package dev.tenk.platform.token;

import org.jspecify.annotations.NullMarked;
