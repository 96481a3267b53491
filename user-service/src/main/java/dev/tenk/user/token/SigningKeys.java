package dev.tenk.user.token;

import dev.tenk.platform.token.InvalidTokenException;
import dev.tenk.platform.token.VerificationKeys;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKeySet;

/** The keys of this installation: the newest signs, all are published and verify. */
@Singleton
@Startup
public class SigningKeys implements VerificationKeys {

  private static final Logger LOG = Logger.getLogger(SigningKeys.class);
  private static final String FIRST_LOCAL_KEY = "signing-1.pem";

  private final SigningKey current;
  private final Map<String, PublicKey> published;
  private final String keySet;

  SigningKeys(KeyDirectory directory) {
    List<SigningKey> keys = names(directory).map(name -> read(directory, name)).toList();
    current = keys.getLast();
    published =
        keys.stream().collect(Collectors.toUnmodifiableMap(SigningKey::id, SigningKey::publicKey));
    keySet = new JsonWebKeySet(keys.stream().map(SigningKey::toPublicJwk).toList()).toJson();
    LOG.infof("signing tokens keyId=%s published=%d", current.id(), published.size());
  }

  private static Stream<String> names(KeyDirectory directory) {
    List<Path> files = directory.signingKeys();
    return files.isEmpty()
        ? Stream.of(FIRST_LOCAL_KEY)
        : files.stream().map(file -> file.getFileName().toString());
  }

  private static SigningKey read(KeyDirectory directory, String name) {
    byte[] pem =
        directory.read(name, () -> SigningKey.generate().getBytes(StandardCharsets.US_ASCII));
    try {
      return SigningKey.parse(new String(pem, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "tenk.signing.keys-directory: " + name + ": " + e.getMessage(), e);
    }
  }

  SigningKey current() {
    return current;
  }

  /** The public keys as a JSON Web Key Set (RFC 7517). */
  String keySet() {
    return keySet;
  }

  @Override
  public Uni<PublicKey> find(String keyId) {
    PublicKey key = published.get(keyId);
    return key == null
        ? Uni.createFrom().failure(new InvalidTokenException("unknown key id"))
        : Uni.createFrom().item(key);
  }
}
