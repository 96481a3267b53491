@NullMarked
package dev.tenk.user.token;

import org.jspecify.annotations.NullMarked;
