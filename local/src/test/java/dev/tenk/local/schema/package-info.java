/** The schemas of all services: their migrations' text, and what they make. */
@NullMarked
package dev.tenk.local.schema;

import org.jspecify.annotations.NullMarked;
