package dev.tenk.platform.database.wal;

/**
 * A place in the write-ahead log of one database cluster. Places of different clusters or timelines
 * cannot be compared: after a failover the new primary's log may lack the end of the old one's.
 *
 * @param system identifier of the cluster, given by initdb
 * @param timeline number of the history, one more after each promotion
 * @param lsn bytes, unsigned
 */
public record WalPosition(long system, int timeline, long lsn) {

  /** Whether both are on one history. */
  public boolean isComparableTo(WalPosition other) {
    return system == other.system && timeline == other.timeline;
  }

  /** Whether a server that has replayed up to here has replayed the other. */
  public boolean includes(WalPosition other) {
    return isComparableTo(other) && Long.compareUnsigned(lsn, other.lsn) >= 0;
  }
}
