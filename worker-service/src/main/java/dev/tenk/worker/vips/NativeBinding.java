package dev.tenk.worker.vips;

/**
 * Opens a shared library by the binding that this build of the worker has: {@link ForeignCalls} on
 * the JVM; a native executable gets {@link ImageCalls} instead, by {@link ImageBinding}.
 */
final class NativeBinding {

  private NativeBinding() {}

  /**
   * Opens a library for good, by the path of its file or the name the linker knows it by.
   *
   * @throws IllegalArgumentException when it cannot be opened
   */
  static NativeCalls open(String library) {
    return ForeignCalls.open(library);
  }
}
