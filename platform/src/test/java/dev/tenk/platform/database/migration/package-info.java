@NullMarked
package dev.tenk.platform.database.migration;

import org.jspecify.annotations.NullMarked;
