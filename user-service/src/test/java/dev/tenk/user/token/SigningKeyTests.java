package dev.tenk.user.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SigningKeyTests {

  /** Made by {@code openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256}. */
  private static final String OF_OPENSSL =
      """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgxhXrFDxuLrQDpTtW
      f68+oad7AUfdtQGWqA++TTEBaHWhRANCAASwQ5bUmq6YUGRzXhao82vXRQqK2lkO
      DmvDczwbaNwyE29i1actrFLPWixazvuz9Wnp3gLdWEsxW7xX/Drraqjk
      -----END PRIVATE KEY-----
      """;

  @Test
  void findsThePublicKeyOfAPrivateOne() throws Exception {
    // given
    SigningKey key = SigningKey.parse(SigningKey.generate());
    byte[] text = {1, 2, 3};

    // when
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(key.privateKey());
    signer.update(text);
    byte[] signature = signer.sign();

    // then
    signer.initVerify(key.publicKey());
    signer.update(text);
    assertThat(signer.verify(signature)).isTrue();
  }

  @Test
  void readsAKeyOfOpenssl() {
    assertThat(SigningKey.parse(OF_OPENSSL).id())
        .isEqualTo("qlyWsylBsPjXSOBaLkncnSitarxHnZXaGXYnOTNSSh8");
  }

  @Test
  void keepsThePrivateKeyOutOfWhatIsPublished() {
    // given
    SigningKey key = SigningKey.parse(SigningKey.generate());

    // when, then
    assertThat(key.toPublicJwk().toJson()).contains(key.id()).doesNotContain("\"d\"");
    assertThat(key).hasToString("SigningKey[" + key.id() + "]");
  }

  @Test
  void refusesOtherCurvesAndOtherText() throws Exception {
    // given
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    String p384 =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getEncoder()
                .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";

    // when, then
    assertThatThrownBy(() -> SigningKey.parse(p384)).hasMessage("not a key of the curve P-256");
    assertThatThrownBy(() -> SigningKey.parse("secret"))
        .hasMessage("no PEM of a PKCS#8 private key");
    assertThatThrownBy(
            () -> SigningKey.parse("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"))
        .hasMessage("not an EC private key");
  }
}
