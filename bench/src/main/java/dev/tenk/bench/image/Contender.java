package dev.tenk.bench.image;

import java.io.IOException;
import java.nio.file.Path;

/** Makes the same six files of a picture: three sizes, each as WebP and JPEG. */
interface Contender {

  String name();

  Cost make(Path original) throws IOException;

  /**
   * What one picture cost.
   *
   * @param cpuNanos of the whole process
   * @param nanos by the clock
   * @param files made
   * @param bytes of all of them
   */
  record Cost(long cpuNanos, long nanos, int files, long bytes) {}
}
