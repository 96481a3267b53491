package dev.tenk.user.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What traces are exported to: takes OTLP over HTTP and keeps what it got. */
public final class TraceCollector implements QuarkusTestResourceLifecycleManager {

  private @Nullable HttpServer server;
  private final Queue<byte[]> exports = new ConcurrentLinkedQueue<>();

  @Override
  public Map<String, String> start() {
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.createContext("/v1/traces", this::take);
      started.start();
      server = started;
      return Map.of(
          "quarkus.otel.sdk.disabled", "false",
          "quarkus.otel.exporter.otlp.endpoint",
              "http://127.0.0.1:" + started.getAddress().getPort(),
          "quarkus.otel.bsp.schedule.delay", "0.1S");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exports.add(exchange.getRequestBody().readAllBytes());
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(exports, new TestInjector.MatchesType(Queue.class));
  }

  @Override
  public void stop() {
    Objects.requireNonNull(server).stop(0);
  }
}
