@NullMarked
package dev.tenk.platform.load;

import org.jspecify.annotations.NullMarked;
