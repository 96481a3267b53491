@NullMarked
package dev.tenk.platform.blob.s3;

import org.jspecify.annotations.NullMarked;
