@NullMarked
package dev.tenk.media.migration;

import org.jspecify.annotations.NullMarked;
