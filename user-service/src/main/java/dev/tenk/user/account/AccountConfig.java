package dev.tenk.user.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The life of accounts. */
@ConfigMapping(prefix = "tenk.account")
interface AccountConfig {

  /**
   * Ids of accounts that get the role {@code admin} when the service starts: how the first
   * administrator is made. Ids and not handles, which somebody else could sign up with first.
   */
  Optional<List<String>> admins();

  /** For how long a deleted account can be brought back by signing in. */
  @WithDefault("30D")
  Duration deletionGrace();

  /** How often accounts whose grace has ended are looked for. */
  @WithDefault("10M")
  Duration deletionEvery();

  /** How long the link of a mail proves an address, or agreement to a new one. */
  @WithDefault("24H")
  Duration confirmationLifetime();

  /** How long the link of a mail lets somebody choose a new password. */
  @WithDefault("1H")
  Duration resetLifetime();
}
