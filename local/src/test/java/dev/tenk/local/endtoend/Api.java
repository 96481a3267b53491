package dev.tenk.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The suite's API as a client sees it, through the origin. */
final class Api {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String CONSISTENCY = "Tenk-Consistency";

  private final String origin;

  /** The last token of each service: who returns it sees its own writes, signed in or not. */
  private final Map<String, String> consistency = new ConcurrentHashMap<>();

  Api(String origin) {
    this.origin = origin;
  }

  /** An answer with its body read. */
  record Answer(HttpResponse<byte[]> response) {

    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    byte[] bytes() {
      return response.body();
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new IllegalStateException(
            "not JSON: "
                + new String(response.body(), 0, Math.min(200, response.body().length), UTF_8),
            e);
      }
    }

    /** The last segment of a problem's type. */
    String problem() {
      String type = json().path("type").asText();
      return header("Content-Type").equals("application/problem+json")
          ? type.substring(type.lastIndexOf(':') + 1)
          : "no problem but " + header("Content-Type");
    }
  }

  Answer get(String path) {
    return send("GET", path, null, List.of(), BodyPublishers.noBody());
  }

  Answer json(String method, String path, @Nullable String token, String body) {
    return send(
        method,
        path,
        token,
        List.of("Content-Type", "application/json"),
        BodyPublishers.ofString(body));
  }

  Answer delete(String path, @Nullable String token) {
    return send("DELETE", path, token, List.of(), BodyPublishers.noBody());
  }

  Answer upload(@Nullable String token, String contentType, byte[] body) {
    return uploading(token, contentType, BodyPublishers.ofByteArray(body)).join();
  }

  CompletableFuture<Answer> uploading(
      @Nullable String token, String contentType, BodyPublisher body) {
    return HTTP.sendAsync(
            request("POST", "/v1/media", token, List.of("Content-Type", contentType), body),
            BodyHandlers.ofByteArray())
        .thenApply(response -> answer("/v1/media", response));
  }

  Answer send(
      String method,
      String path,
      @Nullable String token,
      List<String> headers,
      BodyPublisher body) {
    try {
      return answer(
          path, HTTP.send(request(method, path, token, headers, body), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The status alone, also of an answer that does not end. */
  int status(
      String method,
      String path,
      @Nullable String token,
      List<String> headers,
      BodyPublisher body) {
    try {
      HttpResponse<InputStream> response =
          HTTP.send(request(method, path, token, headers, body), BodyHandlers.ofInputStream());
      response.body().close();
      return response.statusCode();
    } catch (IOException e) {
      throw new IllegalStateException(method + " " + path, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Answer answer(String path, HttpResponse<byte[]> response) {
    String service =
        path.startsWith("/v1/media") || path.startsWith("/v1/uploads") ? "media" : "user";
    response.headers().firstValue(CONSISTENCY).ifPresent(token -> consistency.put(service, token));
    return new Answer(response);
  }

  private HttpRequest request(
      String method,
      String path,
      @Nullable String token,
      List<String> headers,
      BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(new String[0]));
    }
    if (!consistency.isEmpty()) {
      request.header(CONSISTENCY, String.join(", ", consistency.values()));
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }
}
