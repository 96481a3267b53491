/**
 * libvips: the few calls the worker makes, and the rules that make it safe with bytes of strangers.
 *
 * <p>{@link dev.tenk.worker.vips.NativeCalls} is the seam to native code, one shape of call and
 * pointers as longs; everything above it is plain Java and does not know how the calls are made.
 *
 * <p>What the process must be given from outside: {@code --enable-native-access=ALL-UNNAMED} for
 * the JVM, unless the manifest of the jar that it starts allows it, as Quarkus's does, and {@code
 * MALLOC_ARENA_MAX=2} in the environment (or glibc keeps an arena per thread: half as much memory
 * again).
 */
@NullMarked
package dev.tenk.worker.vips;

import org.jspecify.annotations.NullMarked;
