package dev.tenk.platform.token;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.http.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.impl.ContextInternal;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedKeysTest {

  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-05-04T03:02:01Z"));
  private final AtomicInteger readings = new AtomicInteger();
  private final JsonWebKeySet published = new JsonWebKeySet();
  private final CompletableFuture<Void> answer = new CompletableFuture<>();
  private @Nullable HttpServer issuer;
  private PublishedKeys keys =
      new PublishedKeys(new Config(URI.create("http://127.0.0.1:1/")), now::get, vertx);

  @BeforeEach
  void publish() throws Exception {
    publish("k1");
    issuer =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  readings.incrementAndGet();
                  answer.thenRun(() -> request.response().end(published.toJson()));
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    URI url = URI.create("http://127.0.0.1:" + issuer.actualPort() + "/.well-known/jwks.json");
    keys = new PublishedKeys(new Config(url), now::get, vertx);
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void readsOnceForAllWhoNeedAKeyAndFindsEachOnItsOwnContext() {
    List<CompletableFuture<Boolean>> onOwnContext = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ContextInternal request = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
      CompletableFuture<Boolean> found = new CompletableFuture<>();
      onOwnContext.add(found);
      request.runOnContext(
          start ->
              keys.find("k1")
                  .subscribe()
                  .with(
                      key -> found.complete(Vertx.currentContext() == (Context) request),
                      found::completeExceptionally));
    }

    answer.complete(null);

    assertThat(onOwnContext).allSatisfy(found -> assertThat(found.join()).isTrue());
    assertThat(readings).hasValue(1);
  }

  @Test
  void asksAgainForAnUnknownKeyButNotMoreOftenThanTheFloor() throws Exception {
    answer.complete(null);
    find("k1");
    publish("k2");

    assertThatThrownBy(() -> find("k2")).isInstanceOf(InvalidTokenException.class);
    assertThat(readings).hasValue(1);

    now.set(now.get().plusSeconds(6));
    assertThat(find("k2")).isNotNull();
    assertThatThrownBy(() -> find("k3")).isInstanceOf(InvalidTokenException.class);
    assertThat(readings).hasValue(2);
  }

  @Test
  void goesOnWithKnownKeysWhileTheIssuerIsAway() {
    answer.complete(null);
    find("k1");
    requireNonNull(issuer).close().toCompletionStage().toCompletableFuture().join();
    now.set(now.get().plus(Duration.ofHours(1)));

    assertThat(find("k1")).isNotNull();
  }

  @Test
  void doesNotCallATokenInvalidWhenTheIssuerWasNeverReached() {
    requireNonNull(issuer).close().toCompletionStage().toCompletableFuture().join();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> find("k1"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.status()).isEqualTo(503);
                assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(1));
              });
    }
  }

  private PublicKey find(String keyId) {
    return keys.find(keyId).await().atMost(Duration.ofSeconds(5));
  }

  private void publish(String keyId) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    JsonWebKey key = JsonWebKey.Factory.newJwk(generator.generateKeyPair().getPublic());
    key.setKeyId(keyId);
    published.addJsonWebKey(key);
  }

  private record Config(URI url) implements TokenConfig {

    @Override
    public String issuer() {
      return "tenk";
    }

    @Override
    public String audience() {
      return "tenk";
    }

    @Override
    public Optional<URI> jwksUrl() {
      return Optional.of(url);
    }

    @Override
    public Duration keyRefresh() {
      return Duration.ofMinutes(5);
    }

    @Override
    public Duration keyRefreshFloor() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Duration clockSkew() {
      return Duration.ofSeconds(5);
    }

    @Override
    public int verifiedTokens() {
      return 100;
    }
  }
}
