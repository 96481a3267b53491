package dev.tenk.user.picture;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How media-service is asked about pictures. */
@ConfigMapping(prefix = "tenk.pictures")
public interface PictureConfig {

  /**
   * Where media-service is, such as {@code http://tenk-media-service:8080}. Without it nobody can
   * choose an avatar: 503.
   */
  Optional<URI> mediaUrl();

  /** How long its answer is waited for; longer, and the choice is answered 503. */
  @WithDefault("2S")
  Duration timeout();

  /** How many questions of a process may be open; more are answered 503. */
  @WithDefault("16")
  @Min(1)
  @Max(1024)
  int parallelism();
}
