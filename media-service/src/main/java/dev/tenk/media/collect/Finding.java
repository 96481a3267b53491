package dev.tenk.media.collect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something in store or database that does not belong together.
 *
 * @param kind what is there without what
 * @param medium whose bytes these are, or should be
 * @param firstSeenAt when a look found it first
 * @param lastSeenAt when a look found it last; looks at rows are weeks apart
 * @param deletedAt when its bytes were deleted; absent where they were not
 */
@RegisterForReflection
public record Finding(
    Kind kind,
    UUID medium,
    Instant firstSeenAt,
    Instant lastSeenAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant deletedAt) {

  /** What is there without what. */
  public enum Kind {
    /** An upload died before its row, or the database is older than the store. */
    @JsonProperty("bytes_without_medium")
    BYTES_WITHOUT_MEDIUM,
    /** The store is older than the database, or somebody deleted too much. */
    @JsonProperty("medium_without_bytes")
    MEDIUM_WITHOUT_BYTES
  }
}
