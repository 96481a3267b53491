/** What the description of each service's API says of all its operations alike. */
@NullMarked
package dev.tenk.platform.openapi;

import org.jspecify.annotations.NullMarked;
