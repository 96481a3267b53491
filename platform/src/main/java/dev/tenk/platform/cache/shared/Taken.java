package dev.tenk.platform.cache.shared;

import org.jspecify.annotations.Nullable;

/**
 * What was found under a key.
 *
 * @param value what was filled in, or null; never changed
 * @param leftMillis of its life; negative where it is over
 * @param leased whether the one who asked is to load
 * @param changedLately whether a replica may not have the last change yet
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Taken(
    byte @Nullable [] value, long leftMillis, boolean leased, boolean changedLately) {

  /** Nothing is there, and nobody may load. */
  public static final Taken NOTHING = new Taken(null, -1, false, false);
}
