package dev.tenk.bench.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One person's calls, straight to the services' ports. */
public final class ApiClient implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final Pattern VARIANT =
      Pattern.compile("\"bytes\":(\\d+),\"url\":\"(/m/[^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI users;
  private final URI media;
  private final String handle = "bench" + random(6);
  private final String password = random(16);

  public ApiClient(int userPort, int mediaPort) {
    users = URI.create("http://127.0.0.1:" + userPort);
    media = URI.create("http://127.0.0.1:" + mediaPort);
  }

  /** Makes the account. Returns its id. */
  public String signUp() {
    return field(
        "id",
        send(
            json(
                "/v1/users",
                "{\"handle\":\"%s\",\"email\":\"%1$s@example.org\",\"password\":\"%s\",\"displayName\":\"Bench\"}"
                    .formatted(handle, password)),
            201));
  }

  /** Returns a token. */
  public String signIn() {
    return field(
        "accessToken",
        send(
            json(
                "/v1/sessions",
                "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(handle, password)),
            201));
  }

  public void profile(String id) {
    send(HttpRequest.newBuilder(users.resolve("/v1/users/" + id)).build(), 200);
  }

  /** Returns the medium's id. */
  public String upload(String token, byte[] jpeg) {
    return field(
        "id",
        send(
            HttpRequest.newBuilder(media.resolve("/v1/media"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "image/jpeg")
                .POST(BodyPublishers.ofByteArray(jpeg))
                .build(),
            202));
  }

  /** Returns its status. */
  public String medium(String id, String token) {
    return field("status", metadata(id, token));
  }

  /**
   * One size and format of a medium.
   *
   * @param bytes its length
   * @param url from the root
   */
  public record Variant(long bytes, String url) {}

  /** What was made of a medium that is ready. */
  public List<Variant> variants(String id, String token) {
    return VARIANT
        .matcher(metadata(id, token))
        .results()
        .map(found -> new Variant(Long.parseLong(found.group(1)), found.group(2)))
        .toList();
  }

  private String metadata(String id, String token) {
    return send(
        HttpRequest.newBuilder(media.resolve("/v1/media/" + id))
            .header("Authorization", "Bearer " + token)
            .build(),
        200);
  }

  public void thumbnail(String id) {
    send(HttpRequest.newBuilder(media.resolve("/m/" + id + "/thumb.webp")).build(), 200);
  }

  private HttpRequest json(String path, String body) {
    return HttpRequest.newBuilder(users.resolve(path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private String send(HttpRequest request, int wanted) {
    try {
      HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
      if (response.statusCode() != wanted) {
        throw new IllegalStateException(
            "%d from %s".formatted(response.statusCode(), request.uri()));
      }
      return new String(response.body(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String field(String name, String json) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + name + " in the answer");
    }
    return matcher.group(1);
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  @Override
  public void close() {
    http.close();
  }
}
