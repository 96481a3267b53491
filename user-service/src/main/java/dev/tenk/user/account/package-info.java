/** Accounts: who has signed up, and what others may see of them. */
@NullMarked
package dev.tenk.user.account;

import org.jspecify.annotations.NullMarked;
