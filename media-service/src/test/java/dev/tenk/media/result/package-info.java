@NullMarked
package dev.tenk.media.result;

import org.jspecify.annotations.NullMarked;
