@NullMarked
package dev.tenk.platform.database.partition;

import org.jspecify.annotations.NullMarked;
