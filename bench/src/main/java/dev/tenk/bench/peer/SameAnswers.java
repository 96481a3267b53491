package dev.tenk.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** Whether two servers answer the same: the status and, where it is 200, the JSON. */
public final class SameAnswers implements AutoCloseable {

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Asks both for the path, without a token, with this and with a spoilt one.
   *
   * @return the wanted answer's body
   * @throws IllegalStateException with both answers, where they differ
   */
  public JsonNode require(URI wanted, URI given, String authorization)
      throws IOException, InterruptedException {
    require(get(wanted, null), get(given, null), given);
    HttpResponse<String> signedIn = get(wanted, authorization);
    require(signedIn, get(given, authorization), given);
    int status = get(given, spoilt(authorization)).statusCode();
    if (status != UNAUTHORIZED) {
      throw new IllegalStateException("%d for a spoilt token by %s".formatted(status, given));
    }
    return json.readTree(signedIn.body());
  }

  private void require(HttpResponse<String> wanted, HttpResponse<String> given, URI url)
      throws IOException {
    boolean same =
        wanted.statusCode() == given.statusCode()
            && (wanted.statusCode() != OK
                || json.readTree(wanted.body()).equals(json.readTree(given.body())));
    if (!same) {
      throw new IllegalStateException(
          "%s answers otherwise than Tenk:%n  %d %s%n  %d %s"
              .formatted(
                  url, given.statusCode(), given.body(), wanted.statusCode(), wanted.body()));
    }
  }

  private HttpResponse<String> get(URI url, @Nullable String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** The same but for one character in the middle of the signature. */
  private static String spoilt(String authorization) {
    int at = authorization.length() - 20;
    char other = authorization.charAt(at) == 'A' ? 'B' : 'A';
    return authorization.substring(0, at) + other + authorization.substring(at + 1);
  }

  @Override
  public void close() {
    http.close();
  }
}
