package dev.tenk.user.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tenk.platform.config.ProductionCheck;
import dev.tenk.platform.config.TenkEnvironment;
import dev.tenk.platform.secret.SecretFolder;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The folder of this service's secrets. Only on a developer's machine are missing ones made. */
@Singleton
@Unremovable
public class KeyDirectory implements ProductionCheck {

  /** The key from which refresh tokens are computed: 32 random bytes and more. */
  public static final String REFRESH_KEY = "refresh.key";

  private static final String PROPERTY = "tenk.signing.keys-directory";
  private static final String PEM = ".pem";

  private final SecretFolder secrets;
  private final TenkEnvironment environment;

  KeyDirectory(SigningConfig config, TenkEnvironment environment) {
    this.secrets = SecretFolder.of(config.keysDirectory(), PROPERTY);
    this.environment = environment;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (signingKeys().isEmpty()) {
      findings.add(new Finding(PROPERTY, "the folder holds no *" + PEM + " to sign tokens with"));
    }
    if (!Files.isReadable(secrets.path().resolve(REFRESH_KEY))) {
      findings.add(new Finding(PROPERTY, "the folder holds no readable " + REFRESH_KEY));
    }
    return findings;
  }

  /**
   * The contents of the files of signing keys by their names, in order: of one state of the folder,
   * also while Kubernetes puts another in its place.
   */
  SortedMap<String, String> signingKeys() {
    SortedMap<String, String> keys = new TreeMap<>();
    secrets.read("*" + PEM).forEach((name, pem) -> keys.put(name, new String(pem, US_ASCII)));
    return keys;
  }

  /**
   * The content of a secret.
   *
   * @param name of its file
   * @param made what to store where it is missing, on a developer's machine
   */
  public byte[] read(String name, Supplier<byte[]> made) {
    Path file = secrets.path().resolve(name);
    if (!environment.isProduction() && Files.notExists(file)) {
      secrets.create(name, made.get());
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(PROPERTY + ": " + name + " cannot be read", e);
    }
  }
}
