@NullMarked
package dev.tenk.platform.database.routing;

import org.jspecify.annotations.NullMarked;
