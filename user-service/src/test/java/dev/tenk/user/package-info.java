@NullMarked
package dev.tenk.user;

import org.jspecify.annotations.NullMarked;
