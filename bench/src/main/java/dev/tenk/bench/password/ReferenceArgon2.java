package dev.tenk.bench.password;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * The reference implementation in C, by its library {@code libargon2.so.1}, which Debian's package
 * {@code argon2} brings.
 */
final class ReferenceArgon2 {

  private static final String LIBRARY = "libargon2.so.1";
  private static final int HASH_BYTES = 32;

  private final MethodHandle hash;

  private ReferenceArgon2(MethodHandle hash) {
    this.hash = hash;
  }

  /** The library, where it is installed. */
  static Optional<ReferenceArgon2> find() {
    SymbolLookup library;
    try {
      library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return library
        .find("argon2id_hash_raw")
        .map(
            address ->
                Linker.nativeLinker()
                    .downcallHandle(
                        address,
                        FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS,
                            JAVA_LONG, ADDRESS, JAVA_LONG)))
        .map(ReferenceArgon2::new);
  }

  byte[] hash(int memoryKibibytes, int iterations, byte[] password, byte[] salt) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment output = arena.allocate(HASH_BYTES);
      int code =
          (int)
              hash.invokeExact(
                  iterations,
                  memoryKibibytes,
                  1,
                  arena.allocateFrom(ValueLayout.JAVA_BYTE, password),
                  (long) password.length,
                  arena.allocateFrom(ValueLayout.JAVA_BYTE, salt),
                  (long) salt.length,
                  output,
                  (long) HASH_BYTES);
      if (code != 0) {
        throw new IllegalStateException("argon2id_hash_raw answered " + code);
      }
      return output.toArray(ValueLayout.JAVA_BYTE);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
