package dev.tenk.media.link;

import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Links to originals: another thing than a link to any variant, and none leads to the other. */
@Singleton
public final class OriginalLinks {

  /** What is signed in the place of a path's last segment: none looks like it. */
  private static final String SEGMENT = "GET original";

  private final SignedLinks signed;

  OriginalLinks(SignedLinks signed) {
    this.signed = signed;
  }

  /** Whether whoever has this may have the original now. */
  public boolean isGood(ShardedId medium, Signature signature) {
    return signed.keptFor(medium, SEGMENT, signature).isPresent();
  }

  /** Where anyone may have the original until then, relative to the origin. */
  String to(ShardedId medium, Instant expiresAt) {
    Signature signature = signed.sign(medium, SEGMENT, expiresAt);
    return "/v1/media/" + medium + "/original?" + signature.query();
  }
}
