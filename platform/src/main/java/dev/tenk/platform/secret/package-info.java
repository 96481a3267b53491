/** Secrets that a deployment mounts as files. */
@NullMarked
package dev.tenk.platform.secret;

import org.jspecify.annotations.NullMarked;
