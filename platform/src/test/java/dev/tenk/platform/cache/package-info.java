@NullMarked
package dev.tenk.platform.cache;

import org.jspecify.annotations.NullMarked;
