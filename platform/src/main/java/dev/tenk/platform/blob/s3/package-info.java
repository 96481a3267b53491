/** Blobs as objects of a bucket: Amazon S3, or what speaks its protocol. */
@NullMarked
package dev.tenk.platform.blob.s3;

import org.jspecify.annotations.NullMarked;
