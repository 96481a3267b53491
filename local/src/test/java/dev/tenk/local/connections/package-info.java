@NullMarked
package dev.tenk.local.connections;

import org.jspecify.annotations.NullMarked;
