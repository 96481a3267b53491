@NullMarked
package dev.tenk.user.password;

import org.jspecify.annotations.NullMarked;
