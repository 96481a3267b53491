package dev.tenk.media.medium;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is cached of a medium.
 *
 * @param medium as the API shows it
 * @param variants where the bytes are
 * @param changedAt its row
 */
@RegisterForReflection
public record CachedMedium(Medium medium, List<StoredVariant> variants, Instant changedAt) {

  /** A variant of a ready medium. */
  public Optional<StoredVariant> variant(String name, String format) {
    return variants.stream()
        .filter(variant -> variant.name().equals(name) && variant.format().equals(format))
        .findFirst();
  }

  static CachedMedium of(MediumEntity row) {
    return new CachedMedium(Medium.of(row), row.variants, row.changedAt);
  }
}
