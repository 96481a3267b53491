package dev.tenk.platform.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.caffeine.GeneratedCaffeine;
import dev.tenk.platform.id.ShardedId;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

class AccessTokenVerifierTest {

  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  private static final ShardedId ACCOUNT =
      ShardedId.parse("01980000-0000-7abc-8000-000000000002").orElseThrow();
  private static final KeyPair KEY = newKey();

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final Set<String> revoked = new HashSet<>();
  private final Set<String> published = new HashSet<>(Set.of("k1"));
  private final AccessTokenVerifier verifier =
      new AccessTokenVerifier(
          new Config(),
          id ->
              published.contains(id)
                  ? Uni.createFrom().item(KEY.getPublic())
                  : Uni.createFrom().failure(new InvalidTokenException("unknown key id")),
          caller -> revoked.contains(caller.session()),
          now::get);

  @Test
  void namesWhatCaffeineGenerates() throws ReflectiveOperationException {
    GeneratedCaffeine.assertNamed(verifier, "verified");
  }

  @Test
  void knowsTheCallerOfAGoodToken() throws Exception {
    Caller caller = verify(token(claims -> {}));

    assertThat(caller).isEqualTo(new Caller(ACCOUNT, "s1", Set.of("user"), NOW.plusSeconds(300)));
  }

  @Test
  void remembersWhatItHasVerifiedWhileThatHolds() throws Exception {
    String token = token(claims -> {});
    assertThat(verifier.remembered(token)).isEmpty();

    Caller caller = verify(token);

    assertThat(verifier.remembered(token)).contains(caller);
    assertThat(verifier.remembered(token + "A")).isEmpty();
    revoked.add("s1");
    assertThat(verifier.remembered(token)).isEmpty();
    revoked.clear();
    now.set(NOW.plusSeconds(306));
    assertThat(verifier.remembered(token)).isEmpty();
  }

  @Test
  void endsARememberedTokenWithItsLife() throws Exception {
    String token = token(claims -> {});
    verify(token);

    now.set(NOW.plusSeconds(306)); // the life and the clock skew of five seconds

    assertRefused(token);
  }

  @Test
  void forgetsWhatAWithdrawnKeyHasSignedWhenKeysAreReadAgain() throws Exception {
    // given: whoever stole a key signs for a year
    String token =
        token(c -> c.setExpirationTime(NumericDate.fromSeconds(NOW.getEpochSecond() + 31_536_000)));
    verify(token);

    // when
    published.remove("k1");
    now.set(NOW.plus(Duration.ofMinutes(5)));

    // then
    assertRefused(token);
  }

  @Test
  void refusesARememberedTokenOnceItsSessionHasEnded() throws Exception {
    String token = token(claims -> {});
    verify(token);

    revoked.add("s1");

    assertRefused(token);
  }

  @Test
  void refusesAnExpiredToken() throws Exception {
    assertRefused(
        token(c -> c.setExpirationTime(NumericDate.fromSeconds(NOW.getEpochSecond() - 6))));
  }

  @Test
  void refusesATokenWithoutEnd() throws Exception {
    assertRefused(token(claims -> claims.unsetClaim("exp")));
  }

  @Test
  void refusesAnotherIssuer() throws Exception {
    assertRefused(token(claims -> claims.setIssuer("elsewhere")));
  }

  @Test
  void refusesAnotherAudience() throws Exception {
    assertRefused(token(claims -> claims.setAudience("another")));
  }

  @Test
  void refusesATokenWithoutSession() throws Exception {
    assertRefused(token(claims -> claims.unsetClaim("sid")));
  }

  @Test
  void refusesASubjectThatIsNoAccount() throws Exception {
    assertRefused(token(claims -> claims.setSubject("root")));
  }

  @Test
  void refusesAnotherKeyUnderTheSameId() throws Exception {
    assertRefused(sign(claims(claims -> {}), "k1", newKey().getPrivate()));
  }

  @Test
  void refusesAnUnknownKeyId() throws Exception {
    assertRefused(sign(claims(claims -> {}), "k2", KEY.getPrivate()));
  }

  @Test
  void refusesAnUnsignedToken() throws Exception {
    JsonWebSignature unsigned = new JsonWebSignature();
    unsigned.setPayload(claims(claims -> {}).toJson());
    unsigned.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
    unsigned.setAlgorithmHeaderValue("none");
    unsigned.setKeyIdHeaderValue("k1");

    assertRefused(unsigned.getCompactSerialization());
  }

  @Test
  void refusesASecretMadeOfThePublicKey() throws Exception {
    JsonWebSignature hmac = new JsonWebSignature();
    hmac.setPayload(claims(claims -> {}).toJson());
    hmac.setAlgorithmHeaderValue("HS256");
    hmac.setKeyIdHeaderValue("k1");
    hmac.setKey(new HmacKey(KEY.getPublic().getEncoded()));

    assertRefused(hmac.getCompactSerialization());
  }

  @Test
  void refusesAChangedToken() throws Exception {
    String[] parts = token(claims -> {}).split("\\.");
    String other = token(claims -> claims.setSubject("01980000-0000-7abc-8000-000000000003"));

    assertRefused(parts[0] + "." + other.split("\\.")[1] + "." + parts[2]);
  }

  @Test
  void refusesWhatIsNoToken() {
    for (String text : List.of("", "x", "a.b.c", "....", "x".repeat(10_000))) {
      assertRefused(text);
    }
  }

  private Caller verify(String token) {
    return verifier.verify(token).await().atMost(Duration.ofSeconds(5));
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> verify(token)).isInstanceOf(InvalidTokenException.class);
  }

  private static String token(Consumer<JwtClaims> change) throws Exception {
    return sign(claims(change), "k1", KEY.getPrivate());
  }

  private static JwtClaims claims(Consumer<JwtClaims> change) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer("tenk");
    claims.setAudience("tenk");
    claims.setSubject(ACCOUNT.toString());
    claims.setClaim("sid", "s1");
    claims.setStringListClaim("groups", "user");
    claims.setExpirationTime(NumericDate.fromSeconds(NOW.getEpochSecond() + 300));
    change.accept(claims);
    return claims;
  }

  private static String sign(JwtClaims claims, String keyId, PrivateKey key) throws Exception {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setAlgorithmHeaderValue("ES256");
    signature.setKeyIdHeaderValue(keyId);
    signature.setKey(key);
    return signature.getCompactSerialization();
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Config implements TokenConfig {

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
      return Optional.empty();
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
