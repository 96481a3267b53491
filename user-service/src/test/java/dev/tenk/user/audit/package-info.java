@NullMarked
package dev.tenk.user.audit;

import org.jspecify.annotations.NullMarked;
