/**
 * From the bytes of an original to the pictures of its presets, upright, in sRGB, without metadata.
 */
@NullMarked
package dev.tenk.worker.image;

import org.jspecify.annotations.NullMarked;
