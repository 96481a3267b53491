package dev.tenk.worker.vips;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** {@link NativeCalls} by the JDK's foreign function API (JEP 454), with a single linkage. */
final class ForeignCalls implements NativeCalls {

  private static final MethodHandle CALL =
      Linker.nativeLinker()
          .downcallHandle(
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG,
                  ValueLayout.JAVA_LONG));

  private final SymbolLookup symbols;

  private ForeignCalls(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  static ForeignCalls open(String library) {
    return new ForeignCalls(SymbolLookup.libraryLookup(library, Arena.global()));
  }

  @Override
  public long symbol(String name) {
    return symbols.find(name).map(MemorySegment::address).orElse(0L);
  }

  @Override
  public long call(long function, long first, long second, long third) {
    try {
      return (long) CALL.invokeExact(MemorySegment.ofAddress(function), first, second, third);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a downcall throws no checked exception", e);
    }
  }

  @Override
  public void write(long address, byte[] source, int length) {
    MemorySegment.copy(source, 0, memory(address, length), JAVA_BYTE, 0, length);
  }

  @Override
  public byte[] read(long address, int length) {
    return memory(address, length).toArray(JAVA_BYTE);
  }

  @Override
  public long readLong(long address) {
    return memory(address, Long.BYTES).get(JAVA_LONG_UNALIGNED, 0);
  }

  @Override
  public String readText(long address) {
    return memory(address, Long.MAX_VALUE).getString(0);
  }

  private static MemorySegment memory(long address, long length) {
    return MemorySegment.ofAddress(address).reinterpret(length);
  }
}
