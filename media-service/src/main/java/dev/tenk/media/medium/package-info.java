/**
 * A picture and what is known of it: the row, its API, its life from processing to ready, failed or
 * deleted.
 */
@NullMarked
package dev.tenk.media.medium;

import org.jspecify.annotations.NullMarked;
