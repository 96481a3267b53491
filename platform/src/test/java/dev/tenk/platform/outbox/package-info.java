@NullMarked
package dev.tenk.platform.outbox;

import org.jspecify.annotations.NullMarked;
