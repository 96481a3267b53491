@NullMarked
package dev.tenk.worker.vips;

import org.jspecify.annotations.NullMarked;
