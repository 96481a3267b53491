package dev.tenk.user.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How mails are sent; the server itself is {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "tenk.mail")
public interface MailConfig {

  /**
   * Where people use the app: links in mails lead to {@code confirm-email} and {@code
   * reset-password} below it, with the token in the fragment.
   */
  Optional<URI> appUrl();

  /** The longest time that a mail of a dead process waits; those of a living one leave at once. */
  @WithDefault("5S")
  Duration poll();

  /** How long one process may take to send a mail before another tries. */
  @WithDefault("2M")
  Duration lease();

  /** The first pause after a failure; it doubles up to an hour. */
  @WithDefault("10S")
  Duration retryPause();

  /** A mail that could not be sent for this long is given up, counted and logged. */
  @WithDefault("2D")
  Duration giveUpAfter();
}
