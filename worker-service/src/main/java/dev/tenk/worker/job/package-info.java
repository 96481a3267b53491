/**
 * Work off the queue: an upload comes in, its variants go to the blob store, the result goes out,
 * and only then is the upload settled.
 */
@NullMarked
package dev.tenk.worker.job;

import org.jspecify.annotations.NullMarked;
