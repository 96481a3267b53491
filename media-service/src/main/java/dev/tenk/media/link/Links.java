package dev.tenk.media.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Links to the variants of a medium.
 *
 * @param expiresAt until when they are good
 * @param links one for each variant; none until the medium is ready
 * @param original where anyone may save the original, relative to the origin; absent where it was
 *     not asked for
 */
@RegisterForReflection
public record Links(
    Instant expiresAt,
    List<Link> links,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String original) {

  /**
   * A link to a variant.
   *
   * @param name the preset
   * @param format extension of the file
   * @param url where anyone may fetch it, relative to the origin
   */
  @RegisterForReflection
  public record Link(String name, String format, String url) {}
}
