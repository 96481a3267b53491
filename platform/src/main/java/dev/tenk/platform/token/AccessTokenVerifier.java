package dev.tenk.platform.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.tenk.platform.id.ShardedId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Verifies access tokens: JWTs signed with ES256 (RFC 7519, RFC 8725), of our issuer, for our
 * audience, not expired, of a session that has not been ended.
 *
 * <p>Verified tokens are remembered until they expire or keys are read again, up to a bound. Never
 * blocks.
 */
@Singleton
public final class AccessTokenVerifier {

  private static final int MAX_TOKEN_CHARS = 4096;
  private static final AlgorithmConstraints ES256 =
      new AlgorithmConstraints(
          AlgorithmConstraints.ConstraintType.PERMIT,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

  private final TokenConfig config;
  private final VerificationKeys keys;
  private final RevocationCheck revocations;
  private final InstantSource clock;
  private final Cache<String, Remembered> verified;

  AccessTokenVerifier(
      TokenConfig config, VerificationKeys keys, RevocationCheck revocations, InstantSource clock) {
    this.config = config;
    this.keys = keys;
    this.revocations = revocations;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(config.verifiedTokens())
            .expireAfter(
                Expiry.<String, Remembered>creating(
                    (token, known) -> Duration.between(clock.instant(), known.until())))
            .build();
  }

  /**
   * The caller that the token proves; fails with {@link InvalidTokenException} where it proves
   * none.
   */
  public Uni<Caller> verify(String token) {
    Remembered known = verified.getIfPresent(token);
    if (known != null && known.until().isAfter(clock.instant())) {
      return Uni.createFrom().item(known.caller()).invoke(this::refuseRevoked);
    }
    if (token.length() > MAX_TOKEN_CHARS) {
      return Uni.createFrom().failure(new InvalidTokenException("too long"));
    }
    return Uni.createFrom()
        .item(() -> keyId(token))
        .flatMap(keys::find)
        .map(key -> check(token, key))
        .invoke(caller -> verified.put(token, remember(caller)))
        .invoke(this::refuseRevoked);
  }

  private record Remembered(Caller caller, Instant until) {}

  /** No longer than a key is believed in: one that was withdrawn must not live on in here. */
  private Remembered remember(Caller caller) {
    Instant keysAreReadAgain = clock.instant().plus(config.keyRefresh());
    return new Remembered(
        caller,
        caller.expiresAt().isBefore(keysAreReadAgain) ? caller.expiresAt() : keysAreReadAgain);
  }

  private void refuseRevoked(Caller caller) {
    if (revocations.isRevoked(caller)) {
      throw new InvalidTokenException("its session has ended");
    }
  }

  private static String keyId(String token) {
    try {
      JsonWebSignature signature = new JsonWebSignature();
      signature.setAlgorithmConstraints(ES256);
      signature.setCompactSerialization(token);
      String keyId = signature.getKeyIdHeaderValue();
      if (keyId == null) {
        throw new InvalidTokenException("no key id");
      }
      return keyId;
    } catch (JoseException e) {
      throw new InvalidTokenException("not a JWT");
    }
  }

  private Caller check(String token, PublicKey key) {
    try {
      JwtClaims claims = consumer(key).processToClaims(token);
      ShardedId account =
          ShardedId.parse(claims.getSubject())
              .orElseThrow(() -> new InvalidTokenException("the subject is no account"));
      String session = claims.getStringClaimValue("sid");
      if (session == null) {
        throw new InvalidTokenException("no session");
      }
      List<String> groups = claims.getStringListClaimValue("groups");
      return new Caller(
          account,
          session,
          groups == null ? Set.of() : Set.copyOf(groups),
          Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    } catch (InvalidJwtException | MalformedClaimException e) {
      throw new InvalidTokenException("not valid");
    }
  }

  private JwtConsumer consumer(PublicKey key) {
    return new JwtConsumerBuilder()
        .setJwsAlgorithmConstraints(ES256)
        .setVerificationKey(key)
        .setExpectedIssuer(config.issuer())
        .setExpectedAudience(config.audience())
        .setRequireExpirationTime()
        .setRequireSubject()
        .setAllowedClockSkewInSeconds((int) config.clockSkew().toSeconds())
        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
        .build();
  }
}
