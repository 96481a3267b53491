@NullMarked
package dev.tenk.media.direct;

import org.jspecify.annotations.NullMarked;
