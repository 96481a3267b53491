package dev.tenk.user.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * A key pair that signs with ES256. Its id is the thumbprint of its public key (RFC 7638), so that
 * a file may be renamed and two keys never share an id.
 */
record SigningKey(String id, ECPrivateKey privateKey, ECPublicKey publicKey) {

  private static final String CURVE = "secp256r1";
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /**
   * Reads PEM of PKCS#8, as {@code openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256}
   * writes it.
   *
   * @throws IllegalArgumentException when it is no such key; the message does not hold the key
   */
  static SigningKey parse(String pem) {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no PEM of a PKCS#8 private key");
    }
    try {
      var privateKey =
          (ECPrivateKey)
              KeyFactory.getInstance("EC")
                  .generatePrivate(
                      new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1))));
      if (!privateKey.getParams().getCurve().equals(parameters().getCurve())) {
        throw new IllegalArgumentException("not a key of the curve P-256");
      }
      return of(privateKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an EC private key", e);
    }
  }

  /** A new key as PEM. */
  static String generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
              .encodeToString(encoded)
          + "\n-----END PRIVATE KEY-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SigningKey of(ECPrivateKey privateKey) throws GeneralSecurityException {
    ECParameterSpec parameters = parameters();
    ECPoint generator = parameters.getGenerator();
    var point =
        new SecP256R1Curve() // and not a table of all curves, which takes a tenth of a second
            .createPoint(generator.getAffineX(), generator.getAffineY())
            .multiply(privateKey.getS())
            .normalize();
    BigInteger x = point.getAffineXCoord().toBigInteger();
    BigInteger y = point.getAffineYCoord().toBigInteger();
    var publicKey =
        (ECPublicKey)
            KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters));
    String id =
        new EllipticCurveJsonWebKey(publicKey).calculateBase64urlEncodedThumbprint("SHA-256");
    return new SigningKey(id, privateKey, publicKey);
  }

  private static ECParameterSpec parameters() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(CURVE));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  /** The public half as it is published. */
  EllipticCurveJsonWebKey toPublicJwk() {
    var jwk = new EllipticCurveJsonWebKey(publicKey);
    jwk.setKeyId(id);
    jwk.setUse(Use.SIGNATURE);
    jwk.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    return jwk;
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }
}
