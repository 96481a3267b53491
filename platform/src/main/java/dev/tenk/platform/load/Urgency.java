package dev.tenk.platform.load;

/** How early a request is refused when a pod has more in hand than it can do. */
public enum Urgency {
  /** Sign-ins, keys, and reads of people who are signed in: until the limit. */
  HIGH(1),
  /** Single reads and changes: until nine tenths of the limit. */
  NORMAL(0.9),
  /**
   * Bytes that take as long as their receiver's network: refused like {@link #NORMAL}, but not in
   * hand, since whoever reads slowly would hold the room of others and look like a slow service.
   */
  DELIVERY(0.9),
  /** Lists: until seven tenths of the limit. */
  LOW(0.7),
  /**
   * Bodies that take as long as their sender's network: refused like {@link #LOW}, but not in hand,
   * since they are bounded elsewhere.
   */
  BODY(0.7),
  /** Streams that stay open: bounded elsewhere, never refused here. */
  STREAM(Double.POSITIVE_INFINITY);

  private final double share;

  Urgency(double share) {
    this.share = share;
  }

  /** The part of the limit that may be in hand before such a request is refused. */
  double share() {
    return share;
  }

  /** Whether such a request counts as in hand until it is answered. */
  boolean isCounted() {
    return this == HIGH || this == NORMAL || this == LOW;
  }
}
