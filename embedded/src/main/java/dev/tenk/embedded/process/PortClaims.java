package dev.tenk.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Who has which port between its choice and its use: a lock on the byte of that number in a file
 * which all processes of a user share. The kernel lets go of it when the process ends, however it
 * ends. Safe for use by several threads.
 */
final class PortClaims {
  private static final FileChannel FILE = open(EngineFiles.cache().resolve("ports.lock"));

  private PortClaims() {}

  /** Claims a port for the life of this process, or tells that somebody has it. */
  static boolean claim(int port) {
    try {
      return FILE.tryLock(port, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false; // claimed by this very process
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel open(Path file) {
    try {
      Files.createDirectories(file.getParent());
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
