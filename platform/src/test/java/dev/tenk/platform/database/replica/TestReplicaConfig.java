package dev.tenk.platform.database.replica;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Defaults but for the URLs and the choice. */
record TestReplicaConfig(List<String> list, Choice choice) implements ReplicaConfig {

  @Override
  public Optional<List<String>> urls() {
    return Optional.of(list);
  }

  @Override
  public Optional<String> username() {
    return Optional.empty();
  }

  @Override
  public Optional<String> password() {
    return Optional.empty();
  }

  @Override
  public OptionalInt maxSize() {
    return OptionalInt.empty();
  }

  @Override
  public Duration acquisitionTimeout() {
    return Duration.ofMillis(500);
  }

  @Override
  public Duration socketTimeout() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Duration poll() {
    return Duration.ofMillis(50);
  }

  @Override
  public Duration maxLag() {
    return Duration.ofSeconds(5);
  }
}
