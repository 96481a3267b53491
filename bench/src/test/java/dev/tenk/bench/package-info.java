@NullMarked
package dev.tenk.bench;

import org.jspecify.annotations.NullMarked;
