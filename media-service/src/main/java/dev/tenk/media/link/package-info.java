/** Signed links: addresses by which anyone may fetch a private picture until they expire. */
@NullMarked
package dev.tenk.media.link;

import org.jspecify.annotations.NullMarked;
