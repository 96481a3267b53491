/**
 * The engines that Tenk runs on, from Maven artifacts: for tests and for the suite on one machine.
 */
@NullMarked
package dev.tenk.embedded;

import org.jspecify.annotations.NullMarked;
