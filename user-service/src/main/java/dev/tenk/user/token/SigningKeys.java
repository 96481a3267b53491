package dev.tenk.user.token;

import dev.tenk.platform.http.cache.Representation;
import dev.tenk.platform.token.InvalidTokenException;
import dev.tenk.platform.token.VerificationKeys;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;

/**
 * The keys of this installation, as the folder has them: read at start, and again while it runs.
 */
@Singleton
@Startup
public class SigningKeys implements VerificationKeys {

  private static final Logger LOG = Logger.getLogger(SigningKeys.class);
  private static final String FIRST_LOCAL_KEY = "signing-1.pem";

  /** For clocks that differ. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private final KeyDirectory directory;
  private final SigningConfig config;
  private final InstantSource clock;

  private volatile State state;

  SigningKeys(KeyDirectory directory, SigningConfig config, InstantSource clock) {
    this.directory = directory;
    this.config = config;
    this.clock = clock;
    if (directory.signingKeys().isEmpty()) {
      directory.read(
          FIRST_LOCAL_KEY, () -> SigningKey.generate().getBytes(StandardCharsets.US_ASCII));
    }
    this.state = State.of(KeyRing.of(parse(directory.signingKeys())));
    LOG.infof("signing tokens keyId=%s published=%d", current().id(), state.published.size());
  }

  private record State(KeyRing ring, Map<String, PublicKey> published, Representation keySet) {

    static State of(KeyRing ring) {
      return new State(
          ring,
          ring.published().stream()
              .collect(Collectors.toUnmodifiableMap(SigningKey::id, SigningKey::publicKey)),
          Representation.of(
              new JsonWebKeySet(ring.published().stream().map(SigningKey::toPublicJwk).toList())
                  .toJson()
                  .getBytes(StandardCharsets.UTF_8),
              null));
    }
  }

  /** Takes over what has changed in the folder; what cannot be read changes nothing. */
  @Scheduled(
      every = "${tenk.signing.reload-every:10s}",
      delayed = "${tenk.signing.reload-every:10s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void reload() {
    Instant now = clock.instant();
    KeyRing before = state.ring;
    KeyRing after;
    try {
      after =
          before.next(
              parse(directory.signingKeys()),
              now,
              config.publishAhead(),
              config.tokenLifetime().plus(SLACK));
    } catch (RuntimeException e) {
      LOG.errorf("the signing keys stay as they are: %s", e.getMessage());
      return;
    }
    state = State.of(after);
    if (!after.published().equals(before.published())
        || !after.current().equals(before.current())) {
      LOG.infof(
          "signing keys changed keyId=%s published=%d",
          after.current().id(), after.published().size());
    }
  }

  private static SortedMap<String, SigningKey> parse(SortedMap<String, String> files) {
    SortedMap<String, SigningKey> keys = new TreeMap<>();
    files.forEach(
        (name, pem) -> {
          try {
            keys.put(name, SigningKey.parse(pem));
          } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                "tenk.signing.keys-directory: " + name + ": " + e.getMessage(), e);
          }
        });
    return keys;
  }

  SigningKey current() {
    return state.ring.current();
  }

  /** The name of the file of the key that signs. */
  String currentName() {
    return state.ring.currentName();
  }

  /** The public keys as a JSON Web Key Set (RFC 7517). */
  Representation keySet() {
    return state.keySet;
  }

  @Override
  public Uni<PublicKey> find(String keyId) {
    PublicKey key = state.published.get(keyId);
    return key == null
        ? Uni.createFrom().failure(new InvalidTokenException("unknown key id"))
        : Uni.createFrom().item(key);
  }
}
