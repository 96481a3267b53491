@NullMarked
package dev.tenk.platform.database.redis;

import org.jspecify.annotations.NullMarked;
