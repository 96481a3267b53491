package dev.tenk.worker.vips;

import static dev.tenk.worker.vips.VipsFunction.G_FREE;
import static dev.tenk.worker.vips.VipsFunction.G_TRY_MALLOC0;
import static dev.tenk.worker.vips.VipsFunction.VIPS_ERROR_BUFFER_COPY;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * The functions of {@link VipsFunction}, found once, and the little that every caller needs around
 * them: text arguments, memory, and the library's errors.
 *
 * <p>Pointers are longs, 0 is NULL. Thread-safe as libvips is: one object is used by one thread at
 * a time, save to kill an image.
 */
final class VipsFunctions {

  private static final int POINTER_BYTES = 8;

  private final NativeCalls calls;
  private final Map<VipsFunction, Long> addresses = new EnumMap<>(VipsFunction.class);

  /**
   * Finds every function.
   *
   * @throws UnsatisfiedLinkError when the library lacks one
   */
  VipsFunctions(NativeCalls calls) {
    this.calls = calls;
    for (VipsFunction function : VipsFunction.values()) {
      long address = calls.symbol(function.symbol());
      if (address == 0) {
        throw new UnsatisfiedLinkError("libvips has no function " + function.symbol());
      }
      addresses.put(function, address);
    }
  }

  long addressOf(VipsFunction function) {
    return addresses.getOrDefault(function, 0L);
  }

  long call(VipsFunction function) {
    return call(function, 0, 0, 0);
  }

  long call(VipsFunction function, long first) {
    return call(function, first, 0, 0);
  }

  long call(VipsFunction function, long first, long second) {
    return call(function, first, second, 0);
  }

  long call(VipsFunction function, long first, long second, long third) {
    return calls.call(addressOf(function), first, second, third);
  }

  /** Calls with a text that lives as long as the call. */
  long call(VipsFunction function, String text, long second) {
    long address = allocateText(text);
    try {
      return call(function, address, second);
    } finally {
      free(address);
    }
  }

  /** Calls with a text that lives as long as the call. */
  long call(VipsFunction function, long first, String text, long third) {
    long address = allocateText(text);
    try {
      return call(function, first, address, third);
    } finally {
      free(address);
    }
  }

  /** Sets a variable of the C environment, unless the process was given it. */
  void setEnvironment(String name, String value) {
    long text = allocateText(value);
    try {
      call(VipsFunction.G_SETENV, name, text);
    } finally {
      free(text);
    }
  }

  /** The bytes of a function that takes an object and writes their length to a pointer. */
  Bytes callForBytes(VipsFunction function, long object) {
    long length = allocate(POINTER_BYTES);
    try {
      long address = call(function, object, length);
      return new Bytes(address, calls.readLong(length));
    } finally {
      free(length);
    }
  }

  /** An integer field of an image's header, which must be there. */
  int callForInt(VipsFunction function, long object, String name) {
    long value = allocate(POINTER_BYTES);
    try {
      call(function, object, name, value);
      return (int) calls.readLong(value);
    } finally {
      free(value);
    }
  }

  /** Zeroed memory of libvips' own allocator. */
  long allocate(long bytes) {
    long address = call(G_TRY_MALLOC0, bytes);
    if (address == 0) {
      throw new OutOfMemoryError("no native memory for " + bytes + " bytes");
    }
    return address;
  }

  void free(long address) {
    call(G_FREE, address);
  }

  /** Native memory that holds these pointers. */
  long allocatePointers(long[] pointers) {
    ByteBuffer buffer =
        ByteBuffer.allocate(pointers.length * POINTER_BYTES).order(ByteOrder.nativeOrder());
    buffer.asLongBuffer().put(pointers);
    long address = allocate(buffer.capacity());
    write(address, buffer.array(), buffer.capacity());
    return address;
  }

  void write(long address, byte[] source, int length) {
    calls.write(address, source, length);
  }

  byte[] copyOf(Bytes bytes) {
    return bytes.length() == 0
        ? new byte[0]
        : calls.read(bytes.address(), Math.toIntExact(bytes.length()));
  }

  String textAt(long address) {
    return calls.readText(address);
  }

  /**
   * The exception for a call that failed.
   *
   * <p>libvips keeps one list of errors for all threads: the text may speak of another picture, so
   * nothing is decided by it.
   */
  VipsException failure() {
    long text = call(VIPS_ERROR_BUFFER_COPY);
    String message = text == 0 ? "" : textAt(text).strip();
    free(text);
    return new VipsException(message);
  }

  private long allocateText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    long address = allocate(utf8.length + 1L);
    write(address, utf8, utf8.length);
    return address;
  }

  /** Native memory that someone else owns. */
  record Bytes(long address, long length) {}
}
