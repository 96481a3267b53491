/** What is generated from values.yaml. */
@NullMarked
package dev.tenk.deploy.values;

import org.jspecify.annotations.NullMarked;
