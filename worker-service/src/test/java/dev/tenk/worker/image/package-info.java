@NullMarked
package dev.tenk.worker.image;

import org.jspecify.annotations.NullMarked;
