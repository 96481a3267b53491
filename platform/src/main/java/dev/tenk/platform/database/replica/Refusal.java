package dev.tenk.platform.database.replica;

import java.util.Locale;

/** Why a read goes to the primary; the later, the nearer a replica was to being chosen. */
public enum Refusal implements Chosen {
  /** No replica is configured. */
  NO_REPLICA,
  /** None answers. */
  DOWN,
  /** It is no replica any more. */
  PROMOTED,
  /** It belongs to another database cluster than the primary. */
  FOREIGN,
  /** It is on another timeline than the primary, or not yet known to be on the same. */
  TIMELINE,
  /** Its connections failed a moment ago. */
  CIRCUIT_OPEN,
  /** It lags by more than the bound. */
  LAGGING,
  /** It has not replayed what the caller must see. */
  BEHIND,
  /** All its connections are busy. */
  POOL_FULL,
  /** It is not known what the caller must see. */
  UNKNOWN_POSITION,
  /** No connection could be had. */
  CONNECTION_FAILED,
  /** It had nothing where that must be confirmed, and the read ran again. */
  ABSENT,
  /** It failed in the middle, and the read ran again. */
  READ_FAILED,
  /** It cancelled the read in favour of replay, and the read ran again. */
  RECOVERY_CONFLICT;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The name in metrics. */
  public String label() {
    return label;
  }
}
