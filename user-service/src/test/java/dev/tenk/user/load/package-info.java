@NullMarked
package dev.tenk.user.load;

import org.jspecify.annotations.NullMarked;
