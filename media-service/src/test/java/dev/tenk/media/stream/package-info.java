@NullMarked
package dev.tenk.media.stream;

import org.jspecify.annotations.NullMarked;
