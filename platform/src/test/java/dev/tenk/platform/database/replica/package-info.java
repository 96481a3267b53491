@NullMarked
package dev.tenk.platform.database.replica;

import org.jspecify.annotations.NullMarked;
