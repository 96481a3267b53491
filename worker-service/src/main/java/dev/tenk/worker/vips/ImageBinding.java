package dev.tenk.worker.vips;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * What {@link NativeBinding} is in a native executable: the foreign function API, whose downcalls
 * Quarkus's native builds do not carry yet, is not reachable from there.
 */
@TargetClass(NativeBinding.class)
final class ImageBinding {

  @Substitute
  static NativeCalls open(String library) {
    return ImageCalls.open(library);
  }
}
