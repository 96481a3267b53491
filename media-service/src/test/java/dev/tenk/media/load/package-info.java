@NullMarked
package dev.tenk.media.load;

import org.jspecify.annotations.NullMarked;
