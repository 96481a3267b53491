/** The chart's values.yaml, and what is generated from it. */
@NullMarked
package dev.tenk.deploy.values;

import org.jspecify.annotations.NullMarked;
