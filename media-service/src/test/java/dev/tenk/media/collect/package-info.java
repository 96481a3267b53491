@NullMarked
package dev.tenk.media.collect;

import org.jspecify.annotations.NullMarked;
