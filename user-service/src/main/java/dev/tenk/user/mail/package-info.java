/** Mails to the owners of accounts: queued with the change that causes them, sent afterwards. */
@NullMarked
package dev.tenk.user.mail;

import org.jspecify.annotations.NullMarked;
