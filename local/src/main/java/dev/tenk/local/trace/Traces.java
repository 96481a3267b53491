package dev.tenk.local.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tenk.embedded.process.EngineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A collector on loopback: takes what the services export by OTLP over HTTP, and keeps the last
 * traces in memory. Thread-safe.
 */
public final class Traces implements AutoCloseable {

  private static final String PATH = "/v1/traces";
  private static final int KEPT = 200;
  private static final int MAX_SPANS = 2_000;
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Kept> traces = new LinkedHashMap<>();

  private static final class Kept {
    private final List<ReceivedSpan> spans = new ArrayList<>();
    private long lastNanos;
  }

  private Traces(HttpServer server) {
    this.server = server;
    server.createContext(PATH, this::take);
    server.setExecutor(threads);
    server.start();
  }

  /** Listens on a free port. */
  public static Traces listen() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      return new Traces(HttpServer.create(address, 0));
    } catch (IOException e) {
      throw new EngineException("Traces cannot be received: " + e.getMessage(), e);
    }
  }

  /**
   * The services' settings: they record what its caller wants recorded, and nothing else, and tell
   * of it soon.
   */
  public Map<String, String> settings() {
    return Map.of(
        "QUARKUS_OTEL_SDK_DISABLED", "false",
        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort(),
        "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "0",
        "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "0.2S");
  }

  /** What is known of a trace by now, in the order of arrival; empty where nothing is. */
  public synchronized List<ReceivedSpan> spans(String trace) {
    Kept kept = traces.get(trace);
    return kept == null ? List.of() : List.copyOf(kept.spans);
  }

  /** For how long nothing more of it has come; the longest time where nothing has come at all. */
  synchronized long quietNanos(String trace) {
    Kept kept = traces.get(trace);
    return kept == null ? Long.MAX_VALUE : System.nanoTime() - kept.lastNanos;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] export = exchange.getRequestBody().readNBytes(MAX_BYTES);
      int status = 200;
      try {
        OtlpSpans.decode(export).forEach(this::keep);
      } catch (IllegalArgumentException e) {
        status = 400;
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private synchronized void keep(ReceivedSpan span) {
    Kept kept = traces.computeIfAbsent(span.trace(), first -> new Kept());
    if (kept.spans.size() < MAX_SPANS) {
      kept.spans.add(span);
    }
    kept.lastNanos = System.nanoTime();
    if (traces.size() > KEPT) {
      traces.remove(traces.keySet().iterator().next());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
