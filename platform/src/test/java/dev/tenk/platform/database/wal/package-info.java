@NullMarked
package dev.tenk.platform.database.wal;

import org.jspecify.annotations.NullMarked;
