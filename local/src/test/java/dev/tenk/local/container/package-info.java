/** The services as containers, run as the chart has them. */
@NullMarked
package dev.tenk.local.container;

import org.jspecify.annotations.NullMarked;
