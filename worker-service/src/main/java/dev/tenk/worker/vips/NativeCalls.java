package dev.tenk.worker.vips;

/**
 * The seam to native code: how a C function is called and how native memory is read and written.
 *
 * <p>Every function of {@link VipsFunction} takes at most three arguments, integers or pointers,
 * and returns one or nothing. The calling conventions of x86-64 and AArch64 pass these in
 * registers, so one shape of call serves them all: unused arguments are 0, and a result narrower
 * than 64 bits is cast by the caller. That is all a binding has to offer, whatever it is made of.
 * Thread-safe.
 */
interface NativeCalls {

  /** Address of an exported symbol, 0 when the library has none of that name. */
  long symbol(String name);

  /** Calls the function at the address. */
  long call(long function, long first, long second, long third);

  /** Copies the first {@code length} bytes of the source to native memory. */
  void write(long address, byte[] source, int length);

  /** A copy of native memory. */
  byte[] read(long address, int length);

  /** The 64-bit number at the address. */
  long readLong(long address);

  /** The zero-terminated UTF-8 text at the address. */
  String readText(long address);
}
