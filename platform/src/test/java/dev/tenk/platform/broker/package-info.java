@NullMarked
package dev.tenk.platform.broker;

import org.jspecify.annotations.NullMarked;
