package dev.tenk.media.test;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.token.InvalidTokenException;
import dev.tenk.platform.token.VerificationKeys;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An issuer for tests: its key is the only one that the service trusts. */
@Singleton
@Alternative
@Priority(1)
public final class TestTokens implements VerificationKeys {

  private static final String KEY_ID = "test";
  private static final KeyPair KEY = newKey();

  @Override
  public Uni<PublicKey> find(String keyId) {
    return keyId.equals(KEY_ID)
        ? Uni.createFrom().item(KEY.getPublic())
        : Uni.createFrom().failure(new InvalidTokenException("unknown key id"));
  }

  /** An access token of this account that is good for five minutes. */
  public static String of(ShardedId account) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer("tenk");
    claims.setAudience("tenk");
    claims.setSubject(account.toString());
    claims.setClaim("sid", "test");
    claims.setExpirationTimeMinutesInTheFuture(5);
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setAlgorithmHeaderValue("ES256");
    signature.setKeyIdHeaderValue(KEY_ID);
    signature.setKey(KEY.getPrivate());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
