package dev.tenk.bench.cache;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** A value as large as a public profile. */
public record Profile(UUID id, String handle, String displayName, Instant createdAt) {

  static Profile of(String key) {
    return new Profile(
        UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)),
        key,
        "Somebody of " + key,
        Instant.EPOCH);
  }
}
