@NullMarked
package dev.tenk.platform.cache.interleaving;

import org.jspecify.annotations.NullMarked;
