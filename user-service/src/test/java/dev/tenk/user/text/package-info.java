@NullMarked
package dev.tenk.user.text;

import org.jspecify.annotations.NullMarked;
