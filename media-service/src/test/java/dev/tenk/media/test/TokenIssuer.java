package dev.tenk.media.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Publishes a made-up key as user-service does, and leaves its private half to the tests. */
final class TokenIssuer {

  static final String KEY = MediaEngines.PREFIX + "signing-key";

  private @Nullable HttpServer server;

  /** Starts to publish; answers where. */
  URI start() {
    try {
      EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      key.setKeyId("test");
      key.setUse("sig");
      System.setProperty(KEY, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
      byte[] published = new JsonWebKeySet(key).toJson().getBytes(UTF_8);
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.createContext(
          "/",
          exchange -> {
            try (exchange) {
              exchange.sendResponseHeaders(200, published.length);
              exchange.getResponseBody().write(published);
            }
          });
      started.start();
      server = started;
      return URI.create("http://127.0.0.1:" + started.getAddress().getPort() + "/jwks.json");
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
