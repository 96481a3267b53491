package dev.tenk.platform.database.consistency;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tokens by the configured key, or by one of this process alone. */
@Singleton
public final class TokensProducer {

  private static final int KEY_BYTES = 32;

  @Produces
  @Singleton
  ConsistencyTokens tokens(
      ConsistencyConfig config,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    byte[] key = config.keyFile().map(TokensProducer::read).orElseGet(TokensProducer::random);
    return new ConsistencyTokens(
        key, service.getBytes(StandardCharsets.UTF_8), config.lifetime(), clock);
  }

  private static byte[] read(Path file) {
    try {
      byte[] key = Files.readAllBytes(file);
      if (key.length < KEY_BYTES) {
        throw new IllegalStateException(
            "tenk.database.consistency.key-file: has less than " + KEY_BYTES + " bytes");
      }
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException("tenk.database.consistency.key-file", e);
    }
  }

  private static byte[] random() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
