package dev.tenk.media.medium;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tenk.platform.id.ShardedId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/** Who may see a medium: its metadata, its events and its bytes. */
@RegisterForReflection
public enum Visibility {
  /** Everyone, also in its owner's list. */
  @JsonProperty("public")
  PUBLIC,
  /** Everyone who knows its id; it is in no list but the owner's own. */
  @JsonProperty("unlisted")
  UNLISTED,
  /** Its owner alone; for others there is no such medium. */
  @JsonProperty("private")
  PRIVATE;

  /**
   * Whether somebody may see what has it.
   *
   * @param who the calling account, or none
   */
  boolean letsSee(Optional<ShardedId> who, ShardedId owner) {
    return this != PRIVATE || who.filter(owner::equals).isPresent();
  }
}
