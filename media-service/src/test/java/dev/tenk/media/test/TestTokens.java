package dev.tenk.media.test;

import dev.tenk.platform.id.ShardedId;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Access tokens as user-service signs them, by the key of {@link TokenIssuer}. */
public final class TestTokens {

  private TestTokens() {}

  /** An access token of this account that is good for five minutes. */
  public static String of(ShardedId account) {
    return of(account, List.of());
  }

  /** The same with roles. */
  public static String of(ShardedId account, List<String> roles) {
    return of(account, roles, Duration.ofMinutes(5));
  }

  /** One that is good for so long. */
  public static String of(ShardedId account, List<String> roles, Duration lifetime) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer("tenk");
    claims.setAudience("tenk");
    claims.setSubject(account.toString());
    claims.setClaim("sid", "test");
    claims.setStringListClaim("groups", roles);
    claims.setExpirationTime(
        NumericDate.fromMilliseconds(System.currentTimeMillis() + lifetime.toMillis()));
    try {
      var key =
          (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(System.getProperty(TokenIssuer.KEY));
      JsonWebSignature signature = new JsonWebSignature();
      signature.setPayload(claims.toJson());
      signature.setAlgorithmHeaderValue("ES256");
      signature.setKeyIdHeaderValue(key.getKeyId());
      signature.setKey(key.getPrivateKey());
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
