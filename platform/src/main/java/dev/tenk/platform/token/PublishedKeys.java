package dev.tenk.platform.token;

import dev.tenk.platform.http.ProblemException;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's published keys (JWKS, RFC 7517), kept in memory.
 *
 * <p>They are read at the first need, again at an interval, and when a token names an unknown key,
 * but then not more often than the floor allows. While the issuer is away the known keys go on
 * serving. Concurrent needs share a reading.
 */
@Singleton
@DefaultBean
public final class PublishedKeys implements VerificationKeys {

  private static final Logger LOG = Logger.getLogger(PublishedKeys.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final TokenConfig config;
  private final InstantSource clock;
  private final JwksClient client;
  private final AtomicReference<@Nullable Uni<Map<String, PublicKey>>> reading =
      new AtomicReference<>();

  private volatile Map<String, PublicKey> keys = Map.of();
  private volatile Instant readAt = Instant.MIN;
  private volatile Instant triedAt = Instant.MIN;

  PublishedKeys(TokenConfig config, InstantSource clock, Vertx vertx) {
    this.config = config;
    this.clock = clock;
    this.client = new JwksClient(vertx);
  }

  @Override
  public Uni<PublicKey> find(String keyId) {
    Instant now = clock.instant();
    PublicKey known = keys.get(keyId);
    if (known != null) {
      if (readAt.isBefore(now.minus(config.keyRefresh())) && mayRead(now)) {
        read().subscribe().with(fresh -> {}, failure -> {});
      }
      return Uni.createFrom().item(known);
    }
    if (!mayRead(now) && reading.get() == null) {
      return readAt.equals(Instant.MIN)
          ? Uni.createFrom().failure(issuerAway())
          : Uni.createFrom().failure(new InvalidTokenException("unknown key id"));
    }
    return onContextOfCaller(read())
        .onFailure()
        .transform(failure -> issuerAway())
        .map(
            fresh -> {
              PublicKey key = fresh.get(keyId);
              if (key == null) {
                throw new InvalidTokenException("unknown key id");
              }
              return key;
            });
  }

  /**
   * A reading is shared, but its end must find each request on that request's own Vert.x context:
   * there lies its CDI request scope, and another request's ends with the other.
   */
  private static <T> Uni<T> onContextOfCaller(Uni<T> shared) {
    Context caller = Vertx.currentContext();
    return caller == null
        ? shared
        : shared.emitOn(task -> caller.runOnContext(onCaller -> task.run()));
  }

  private boolean mayRead(Instant now) {
    return triedAt.isBefore(now.minus(config.keyRefreshFloor()));
  }

  private Uni<Map<String, PublicKey>> read() {
    Uni<Map<String, PublicKey>> running = reading.get();
    if (running != null) {
      return running;
    }
    Uni<Map<String, PublicKey>> mine =
        fetch().onTermination().invoke(() -> reading.set(null)).memoize().indefinitely();
    Uni<Map<String, PublicKey>> other = reading.compareAndExchange(null, mine);
    return other == null ? mine : other;
  }

  private Uni<Map<String, PublicKey>> fetch() {
    return Uni.createFrom()
        .deferred(
            () -> {
              triedAt = clock.instant();
              return config
                  .jwksUrl()
                  .map(client::fetch)
                  .orElseGet(() -> Uni.createFrom().item(Map.of()));
            })
        .invoke(
            fresh -> {
              keys = fresh;
              readAt = clock.instant();
            })
        .onFailure()
        .invoke(failure -> LOG.warnf("the token keys cannot be read: %s", failure.getMessage()));
  }

  private static ProblemException issuerAway() {
    return ProblemException.unavailable(
        "token-keys-unavailable", "Tokens cannot be verified at the moment.", RETRY_AFTER);
  }
}
