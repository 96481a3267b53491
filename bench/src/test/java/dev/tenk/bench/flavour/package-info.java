@NullMarked
package dev.tenk.bench.flavour;

import org.jspecify.annotations.NullMarked;
