@NullMarked
package dev.tenk.media.medium;

import org.jspecify.annotations.NullMarked;
