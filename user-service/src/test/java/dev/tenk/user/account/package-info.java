@NullMarked
package dev.tenk.user.account;

import org.jspecify.annotations.NullMarked;
