package dev.tenk.bench.load;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request that is to be sent.
 *
 * @param kind under which its latency is kept
 * @param method HTTP's
 * @param port of the service, on loopback
 * @param path with the query
 * @param headers by name
 * @param body or null
 */
public record Call(
    String kind,
    HttpMethod method,
    int port,
    String path,
    Map<String, String> headers,
    @Nullable Buffer body) {

  /** A GET without headers of its own. */
  public static Call get(String kind, int port, String path) {
    return new Call(kind, HttpMethod.GET, port, path, Map.of(), null);
  }

  /** The same call with one more header. */
  public Call with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Call(kind, method, port, path, more, body);
  }
}
