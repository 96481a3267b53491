/** The operations' documents, command by command. */
@NullMarked
package dev.tenk.deploy.docs;

import org.jspecify.annotations.NullMarked;
