@NullMarked
package dev.tenk.worker.job;

import org.jspecify.annotations.NullMarked;
