/** Engines for the tests of Quarkus services, a line each. */
@NullMarked
package dev.tenk.embedded.test;

import org.jspecify.annotations.NullMarked;
