/** Text in the one form in which it is compared. */
@NullMarked
package dev.tenk.user.text;

import org.jspecify.annotations.NullMarked;
