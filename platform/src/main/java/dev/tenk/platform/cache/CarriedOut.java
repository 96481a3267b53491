package dev.tenk.platform.cache;

import dev.tenk.platform.cache.shared.Change;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.UUID;

/**
 * The changes that this process committed and has told all of, until they come back to it from the
 * log: these need not be carried out again. Of more than are remembered the oldest are forgotten,
 * which costs a call of Redis each. Thread-safe.
 */
final class CarriedOut {

  /** More than come within the time that a message waits. */
  static final int REMEMBERED = 4_096;

  private final SequencedSet<UUID> versions = new LinkedHashSet<>();

  synchronized void add(List<Change> changes) {
    changes.forEach(change -> versions.add(change.version()));
    while (versions.size() > REMEMBERED) {
      versions.removeFirst();
    }
  }

  /** Whether the change was; it is not remembered any more. */
  synchronized boolean take(Change change) {
    return versions.remove(change.version());
  }
}
