@NullMarked
package dev.tenk.media.test;

import org.jspecify.annotations.NullMarked;
