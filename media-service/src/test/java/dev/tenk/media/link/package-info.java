@NullMarked
package dev.tenk.media.link;

import org.jspecify.annotations.NullMarked;
