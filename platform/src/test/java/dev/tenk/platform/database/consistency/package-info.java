@NullMarked
package dev.tenk.platform.database.consistency;

import org.jspecify.annotations.NullMarked;
