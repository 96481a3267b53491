@NullMarked
package dev.tenk.contract;

import org.jspecify.annotations.NullMarked;
