package dev.tenk.embedded.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.BinaryOperator;

/**
 * Carries a test's commands to the engines of its resource. The two live in different class loaders
 * of one JVM: what they share is a port on loopback, under a path that nobody guesses.
 */
record ControlServer(HttpServer server, String url) implements AutoCloseable {

  private static final String COMMAND = "Command";
  private static final int OK = 200;
  private static final int FAILED = 500;

  /** Answers calls by the function of command and argument. */
  static ControlServer start(BinaryOperator<String> control) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      String path = "/" + UUID.randomUUID();
      server.createContext(path, exchange -> answer(exchange, control));
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return new ControlServer(server, "http://127.0.0.1:" + server.getAddress().getPort() + path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange, BinaryOperator<String> control)
      throws IOException {
    try (exchange) {
      String argument = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String answer;
      int status = OK;
      try {
        answer = control.apply(exchange.getRequestHeaders().getFirst(COMMAND), argument);
      } catch (RuntimeException e) {
        answer = e + ": " + e.getCause();
        status = FAILED;
      }
      byte[] bytes = answer.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Calls from the test's side; blocking. */
  static String call(String url, String command, String argument) {
    try {
      var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setRequestProperty(COMMAND, command);
      connection.setDoOutput(true);
      connection.getOutputStream().write(argument.getBytes(UTF_8));
      if (connection.getResponseCode() != OK) {
        throw new IllegalStateException(
            new String(connection.getErrorStream().readAllBytes(), UTF_8));
      }
      return new String(connection.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
