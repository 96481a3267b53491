package dev.tenk.worker.vips;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.nativeimage.c.function.CFunctionPointer;
import org.graalvm.nativeimage.c.function.InvokeCFunctionPointer;
import org.graalvm.nativeimage.c.type.CCharPointer;
import org.graalvm.nativeimage.c.type.CTypeConversion;
import org.graalvm.nativeimage.c.type.CTypeConversion.CCharPointerHolder;
import org.graalvm.word.Pointer;
import org.graalvm.word.PointerBase;
import org.graalvm.word.WordFactory;

/**
 * {@link NativeCalls} by the C interface of native images: the compiler makes plain C calls of
 * these methods. A JVM cannot load this class.
 */
final class ImageCalls implements NativeCalls {

  /** Symbols are bound when they are first called. */
  private static final int RTLD_LAZY = 1;

  private final long library;

  private ImageCalls(long library) {
    this.library = library;
  }

  static ImageCalls open(String library) {
    try (CCharPointerHolder name = CTypeConversion.toCString(library)) {
      PointerBase handle = dlopen(name.get(), RTLD_LAZY);
      if (handle.isNull()) {
        throw new IllegalArgumentException(CTypeConversion.utf8ToJavaString(dlerror()));
      }
      return new ImageCalls(handle.rawValue());
    }
  }

  @Override
  public long symbol(String name) {
    try (CCharPointerHolder text = CTypeConversion.toCString(name)) {
      return dlsym(pointer(library), text.get()).rawValue();
    }
  }

  @Override
  public long call(long function, long first, long second, long third) {
    Function target = WordFactory.pointer(function);
    return target.call(first, second, third);
  }

  @Override
  public void write(long address, byte[] source, int length) {
    CTypeConversion.asByteBuffer(pointer(address), length).put(source, 0, length);
  }

  @Override
  public byte[] read(long address, int length) {
    byte[] copy = new byte[length];
    CTypeConversion.asByteBuffer(pointer(address), length).get(copy);
    return copy;
  }

  @Override
  public long readLong(long address) {
    return pointer(address).readLong(0);
  }

  @Override
  public String readText(long address) {
    CCharPointer text = WordFactory.pointer(address);
    return CTypeConversion.utf8ToJavaString(text);
  }

  private static Pointer pointer(long address) {
    return WordFactory.pointer(address);
  }

  @CFunction("dlopen")
  private static native PointerBase dlopen(CCharPointer file, int mode);

  @CFunction("dlsym")
  private static native PointerBase dlsym(PointerBase library, CCharPointer name);

  @CFunction("dlerror")
  private static native CCharPointer dlerror();

  /** The one shape of call. */
  private interface Function extends CFunctionPointer {

    @InvokeCFunctionPointer
    long call(long first, long second, long third);
  }
}
