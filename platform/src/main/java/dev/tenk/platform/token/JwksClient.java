package dev.tenk.platform.token;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** Reads a key set over HTTP, within bounds of time and size. */
final class JwksClient {

  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int MAX_BYTES = 64 * 1024;
  private static final String CURVE = "P-256";

  private final HttpClient http;

  JwksClient(Vertx vertx) {
    http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(TIMEOUT_MILLIS)
                .setMaxPoolSize(1)
                .setKeepAlive(false));
  }

  Uni<Map<String, PublicKey>> fetch(URI url) {
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(url.toString())
            .setTimeout(TIMEOUT_MILLIS);
    return Uni.createFrom()
        .completionStage(
            () ->
                http.request(request)
                    .compose(sent -> sent.send().compose(JwksClient::body))
                    .map(JwksClient::parse)
                    .toCompletionStage());
  }

  private static Future<String> body(HttpClientResponse response) {
    String length = response.getHeader("Content-Length");
    if (response.statusCode() != 200 || length == null || Long.parseLong(length) > MAX_BYTES) {
      response.request().reset();
      return Future.failedFuture(
          new IOException("status " + response.statusCode() + ", length " + length));
    }
    return response.body().map(Object::toString);
  }

  /** The usable keys of the set: ES256 for signatures, each with an id; others are passed over. */
  static Map<String, PublicKey> parse(String json) {
    try {
      Map<String, PublicKey> keys = new HashMap<>();
      for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
        if (key instanceof EllipticCurveJsonWebKey ec
            && CURVE.equals(ec.getCurveName())
            && key.getKeyId() != null
            && (key.getUse() == null || key.getUse().equals("sig"))) {
          keys.put(key.getKeyId(), ec.getECPublicKey());
        }
      }
      return Map.copyOf(keys);
    } catch (JoseException e) {
      throw new IllegalArgumentException("not a key set", e);
    }
  }
}
