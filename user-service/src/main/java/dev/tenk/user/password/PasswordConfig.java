package dev.tenk.user.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.OptionalInt;

/** How passwords are hashed. A changed cost reaches an account at its next sign-in. */
@ConfigMapping(prefix = "tenk.password")
interface PasswordConfig {

  /** Memory of one argon2id hash, in KiB; at most 65536. Raise it before the iterations. */
  @WithDefault("19456")
  int memoryKibibytes();

  /** Passes of argon2id over its memory; at most 10. */
  @WithDefault("2")
  int iterations();

  /** Lanes of argon2id; at most 4. Lanes are computed one after the other. */
  @WithDefault("1")
  int parallelism();

  /** Hashes computed at once; by default as many as there are processors. */
  OptionalInt hashThreads();

  /**
   * Hashes that may wait for a thread, by default for about a second on two processors; beyond, a
   * request is answered 503 with Retry-After.
   */
  @WithDefault("32")
  @Min(1)
  int hashQueue();

  /**
   * The longest wait for a thread; who would wait longer is answered 503 with Retry-After. At least
   * a few hashes long, at most what a person waits.
   */
  @WithDefault("2S")
  Duration maxWait();
}
