/** Taking pictures in: bytes and intent are safe before the answer, the work comes after it. */
@NullMarked
package dev.tenk.media.upload;

import org.jspecify.annotations.NullMarked;
