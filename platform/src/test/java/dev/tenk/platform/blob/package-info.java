@NullMarked
package dev.tenk.platform.blob;

import org.jspecify.annotations.NullMarked;
