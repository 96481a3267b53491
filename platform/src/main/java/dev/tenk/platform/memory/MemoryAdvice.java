package dev.tenk.platform.memory;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/**
 * The C library's madvise(2), by the C interface of native images. A JVM cannot load this class.
 */
final class MemoryAdvice {

  /** What is there is not expected to be used soon; Linux on all processors. */
  private static final int MADV_DONTNEED = 4;

  private MemoryAdvice() {}

  /** Lets go of pages; whether the kernel did. */
  static boolean drop(FilePages pages) {
    return madvise(
            WordFactory.pointer(pages.start()), WordFactory.unsigned(pages.length()), MADV_DONTNEED)
        == 0;
  }

  @CFunction("madvise")
  private static native int madvise(PointerBase address, UnsignedWord length, int advice);
}
