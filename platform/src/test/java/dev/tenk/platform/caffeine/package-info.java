/** What Caffeine generates, for native images. */
@NullMarked
package dev.tenk.platform.caffeine;

import org.jspecify.annotations.NullMarked;
