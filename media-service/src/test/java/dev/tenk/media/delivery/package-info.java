@NullMarked
package dev.tenk.media.delivery;

import org.jspecify.annotations.NullMarked;
