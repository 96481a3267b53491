@NullMarked
package dev.tenk.platform.revocation;

import org.jspecify.annotations.NullMarked;
