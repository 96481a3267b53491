package dev.tenk.local;

import dev.tenk.embedded.process.EngineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Held while the suite runs in a checkout: the kernel lets go of it when the process ends, however
 * it ends.
 */
final class CheckoutLock implements AutoCloseable {
  private final FileChannel channel;

  private CheckoutLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock, or says who holds it. */
  static CheckoutLock take(Path state) {
    Path file = state.resolve("lock");
    try {
      Files.createDirectories(state);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new EngineException(
            "The suite runs here already, as process %s: stop it with Ctrl-C, or 'kill %1$s'"
                .formatted(Files.readString(file).strip()));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
      return new CheckoutLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }
}
