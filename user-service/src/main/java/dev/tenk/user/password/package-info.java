/** Passwords: what is accepted, and how they are kept. */
@NullMarked
package dev.tenk.user.password;

import org.jspecify.annotations.NullMarked;
