package dev.tenk.bench.layer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What no software on this machine is quicker than: its loopback and its disk. */
final class Machine implements AutoCloseable {

  private static final int BLOCK_BYTES = 8_192;

  private final ServerSocket server;
  private final Socket socket;
  private final FileChannel file;
  private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);

  Machine(Path directory) throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("echo").start(this::echo);
    socket = new Socket(server.getInetAddress(), server.getLocalPort());
    socket.setTcpNoDelay(true);
    file =
        FileChannel.open(
            directory.resolve("log"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private void echo() {
    try (Socket other = server.accept()) {
      other.setTcpNoDelay(true);
      for (int next = other.getInputStream().read(); next >= 0; ) {
        other.getOutputStream().write(next);
        next = other.getInputStream().read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A byte to another thread and back, by TCP. */
  int roundTrip() throws IOException {
    socket.getOutputStream().write(1);
    return socket.getInputStream().read();
  }

  /** A block at the end of a file, which is on the disk when this returns. */
  int writeDurably() throws IOException {
    int written = file.write(block.clear());
    file.force(false);
    return written;
  }

  @Override
  public void close() throws IOException {
    file.close();
    socket.close();
    server.close();
  }
}
