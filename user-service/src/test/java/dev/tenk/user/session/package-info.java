@NullMarked
package dev.tenk.user.session;

import org.jspecify.annotations.NullMarked;
