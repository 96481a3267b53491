@NullMarked
package dev.tenk.platform.database;

import org.jspecify.annotations.NullMarked;
