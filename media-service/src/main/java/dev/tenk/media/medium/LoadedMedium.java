package dev.tenk.media.medium;

import java.time.Instant;
import java.util.List;

/**
 * What is read of a medium.
 *
 * @param medium as the API shows it
 * @param variants where the bytes are
 * @param changedAt its row
 */
record LoadedMedium(Medium medium, List<StoredVariant> variants, Instant changedAt) {

  static LoadedMedium of(MediumEntity row) {
    return new LoadedMedium(Medium.of(row), row.variants, row.changedAt);
  }
}
