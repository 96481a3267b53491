package dev.tenk.media.medium;

import dev.tenk.platform.id.ShardedId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * What must be known of a medium to give out its bytes, and to know who may see it. How it is shown
 * is cached beside.
 *
 * @param id the medium
 * @param owner the account that uploaded it
 * @param visibility who may see it
 * @param variants where the bytes are
 */
@RegisterForReflection
public record CachedMedium(
    ShardedId id, ShardedId owner, Visibility visibility, List<StoredVariant> variants) {

  private static final int BYTES = 150;

  /** A variant of a ready medium. */
  public Optional<StoredVariant> variant(String name, String format) {
    return variants.stream()
        .filter(variant -> variant.name().equals(name) && variant.format().equals(format))
        .findFirst();
  }

  /**
   * Whether somebody may see it.
   *
   * @param who the calling account, or none
   */
  public boolean isSeenBy(Optional<ShardedId> who) {
    return visibility.letsSee(who, owner);
  }

  static CachedMedium of(LoadedMedium loaded) {
    Medium medium = loaded.medium();
    return new CachedMedium(medium.id(), medium.owner(), medium.visibility(), loaded.variants());
  }

  /** Bytes in memory, roughly. */
  int weight() {
    return BYTES + variants.stream().mapToInt(StoredVariant::weight).sum();
  }
}
