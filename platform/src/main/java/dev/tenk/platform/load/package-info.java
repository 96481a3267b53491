/**
 * What a pod takes on at once: an adaptive limit on requests in hand, by which the less urgent are
 * refused first.
 */
@NullMarked
package dev.tenk.platform.load;

import org.jspecify.annotations.NullMarked;
