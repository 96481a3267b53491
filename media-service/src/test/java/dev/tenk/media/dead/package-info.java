@NullMarked
package dev.tenk.media.dead;

import org.jspecify.annotations.NullMarked;
