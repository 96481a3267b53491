/** A store that speaks S3: S3Proxy over a directory, in a process of its own. */
@NullMarked
package dev.tenk.embedded.s3;

import org.jspecify.annotations.NullMarked;
