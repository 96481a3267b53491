@NullMarked
package dev.tenk.platform.token;

import org.jspecify.annotations.NullMarked;
