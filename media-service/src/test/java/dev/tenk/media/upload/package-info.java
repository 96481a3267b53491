@NullMarked
package dev.tenk.media.upload;

import org.jspecify.annotations.NullMarked;
