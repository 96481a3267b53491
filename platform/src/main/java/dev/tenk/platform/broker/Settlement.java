package dev.tenk.platform.broker;

/** What becomes of a message after it was handled (AMQP 1.0, section 3.4). */
public enum Settlement {
  /** Its effects are durable: the broker forgets it. */
  ACCEPT,
  /** Not tried, or not to blame: someone gets it again, and the try does not count. */
  RELEASE,
  /** Tried and failed: it comes again until the delivery limit sends it to the dead letters. */
  RETRY,
  /** It will never succeed: to the dead letters at once. */
  REJECT
}
