package dev.tenk.platform.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where this process runs. */
@ConfigMapping(prefix = "tenk")
public interface TenkEnvironment {

  /** What may be taken for granted about the surroundings. */
  enum Environment {
    /** Strangers can reach it: unsafe configuration stops the start. */
    PRODUCTION,
    /** One developer's machine: keys are generated, plain connections are fine. */
    LOCAL
  }

  /** Set to {@code local} only on a developer's machine and in tests. */
  @WithDefault("production")
  Environment environment();

  /** Whether unsafe configuration must stop the start. */
  default boolean isProduction() {
    return environment() == Environment.PRODUCTION;
  }
}
