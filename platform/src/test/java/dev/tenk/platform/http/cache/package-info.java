@NullMarked
package dev.tenk.platform.http.cache;

import org.jspecify.annotations.NullMarked;
