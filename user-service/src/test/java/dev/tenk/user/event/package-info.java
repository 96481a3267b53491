@NullMarked
package dev.tenk.user.event;

import org.jspecify.annotations.NullMarked;
