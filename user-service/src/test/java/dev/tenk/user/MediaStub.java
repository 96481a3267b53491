package dev.tenk.user;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * In media-service's place: knows the media that a test PUTs to {@code /v1/media/ID}, and shows
 * them to whoever has a token. Where one has {@code answer}, that is the status of the answer;
 * where it has {@code meanwhile}, the asking person chooses that avatar at {@code url} before the
 * answer.
 */
public final class MediaStub implements QuarkusTestResourceLifecycleManager {

  private final Map<String, JsonObject> media = new ConcurrentHashMap<>();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.createContext("/v1/media/", this::handle);
      started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      started.start();
      server = started;
      return Map.of(
          "tenk.pictures.media-url", "http://127.0.0.1:" + started.getAddress().getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (exchange.getRequestMethod().equals("PUT")) {
        media.put(
            path, new JsonObject(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      String token = exchange.getRequestHeaders().getFirst("Authorization");
      JsonObject medium = token == null ? null : media.get(path);
      if (medium == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      if (medium.containsKey("meanwhile")) {
        choose(medium, token);
      }
      byte[] body = medium.toString().getBytes(UTF_8);
      exchange.sendResponseHeaders(medium.getInteger("answer", 200), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void choose(JsonObject medium, String token) {
    String body = new JsonObject().put("medium", medium.getString("meanwhile")).toString();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(medium.getString("url")))
            .header("Authorization", token)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body))
            .build();
    var _ = http.sendAsync(request, BodyHandlers.discarding()).join();
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        Objects.requireNonNull(server).getAddress(),
        new TestInjector.MatchesType(InetSocketAddress.class));
  }

  @Override
  public void stop() {
    Objects.requireNonNull(server).stop(0);
  }
}
