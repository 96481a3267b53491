@NullMarked
package dev.tenk.platform.page;

import org.jspecify.annotations.NullMarked;
