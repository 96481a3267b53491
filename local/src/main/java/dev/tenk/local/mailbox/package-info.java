/** Where the mails of the suite end: in memory, shown as pages of the origin. */
@NullMarked
package dev.tenk.local.mailbox;

import org.jspecify.annotations.NullMarked;
