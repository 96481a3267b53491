package dev.tenk.embedded.redis;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Speaks RESP over one connection: commands are written as they come, their answers read later. Not
 * thread-safe.
 */
public final class RedisPipe implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  /**
   * Connects and signs in.
   *
   * @param url {@code redis://:password@host:port}
   */
  public RedisPipe(String url) throws IOException {
    URI uri = URI.create(url);
    socket = new Socket(InetAddress.getByName(uri.getHost()), uri.getPort());
    in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
    send("AUTH", uri.getUserInfo().substring(1));
    receive();
  }

  /** Writes a command; its answer has to be received. */
  public void send(String... words) throws IOException {
    write("*" + words.length + "\r\n");
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      write("$" + bytes.length + "\r\n");
      out.write(bytes);
      write("\r\n");
    }
  }

  /**
   * Reads the next answer as text, an array in parts.
   *
   * @throws IOException when it is an error
   */
  public String receive() throws IOException {
    out.flush();
    String line = line();
    return switch (line.charAt(0)) {
      case '+', ':' -> line.substring(1);
      case '$' -> bulk(Integer.parseInt(line.substring(1)));
      case '*' -> {
        StringBuilder parts = new StringBuilder();
        for (int i = Integer.parseInt(line.substring(1)); i > 0; i--) {
          parts.append(receive()).append(' ');
        }
        yield parts.toString();
      }
      default -> throw new IOException(line);
    };
  }

  /** Sends a command and reads its answer, where none is outstanding. */
  public String call(String... words) throws IOException {
    send(words);
    return receive();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    line();
    return text;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection has ended");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
