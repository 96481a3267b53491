@NullMarked
package dev.tenk.user.mail;

import org.jspecify.annotations.NullMarked;
