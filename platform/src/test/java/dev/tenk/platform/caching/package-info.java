@NullMarked
package dev.tenk.platform.caching;

import org.jspecify.annotations.NullMarked;
