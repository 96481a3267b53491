@NullMarked
package dev.tenk.platform.id;

import org.jspecify.annotations.NullMarked;
