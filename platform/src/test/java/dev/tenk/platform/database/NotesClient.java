package dev.tenk.platform.database;

import dev.tenk.platform.database.http.HttpCallerContext;
import dev.tenk.platform.id.ShardedId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** Writes and reads notes over HTTP. */
record NotesClient(URI url) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpResponse<String> post(String path, String text, @Nullable ShardedId caller) {
    return send(
        request(path, caller)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(text)));
  }

  HttpResponse<String> get(String id, @Nullable String token, @Nullable ShardedId caller) {
    HttpRequest.Builder request = request("/" + id, caller);
    if (token != null) {
      request.header(HttpCallerContext.HEADER, token);
    }
    return send(request);
  }

  private HttpRequest.Builder request(String path, @Nullable ShardedId caller) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    return caller == null ? request : request.header(TestCallers.HEADER, caller.toString());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
