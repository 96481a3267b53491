package dev.tenk.user.token;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The defaults of {@link SigningConfig}. */
record SigningDefaults(Path folder) implements SigningConfig {

  @Override
  public Optional<Path> keysDirectory() {
    return Optional.of(folder);
  }

  @Override
  public Duration reloadEvery() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration publishAhead() {
    return Duration.ofMinutes(10);
  }

  @Override
  public Duration tokenLifetime() {
    return Duration.ofMinutes(5);
  }
}
