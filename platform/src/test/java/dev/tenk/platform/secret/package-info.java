@NullMarked
package dev.tenk.platform.secret;

import org.jspecify.annotations.NullMarked;
