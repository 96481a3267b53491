@NullMarked
package dev.tenk.platform.cache.codec;

import org.jspecify.annotations.NullMarked;
