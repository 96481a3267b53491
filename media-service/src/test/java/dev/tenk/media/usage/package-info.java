@NullMarked
package dev.tenk.media.usage;

import org.jspecify.annotations.NullMarked;
