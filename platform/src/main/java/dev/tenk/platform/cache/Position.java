package dev.tenk.platform.cache;

/**
 * A place in the log of the database. Places of different histories cannot be compared.
 *
 * @param system names the database cluster
 * @param timeline names its history
 * @param offset bytes, unsigned
 */
public record Position(long system, int timeline, long offset) {

  /** Whether whoever has seen all until here has seen the other too. */
  public boolean includes(Position other) {
    return system == other.system
        && timeline == other.timeline
        && Long.compareUnsigned(offset, other.offset) >= 0;
  }
}
