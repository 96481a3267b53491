/** What becomes of an account's media when the account ends. */
@NullMarked
package dev.tenk.media.account;

import org.jspecify.annotations.NullMarked;
