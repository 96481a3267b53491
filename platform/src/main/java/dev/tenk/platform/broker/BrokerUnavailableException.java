package dev.tenk.platform.broker;

/**
 * The broker did not accept the message now; it may have it all the same, so the sender sends it
 * again.
 */
public final class BrokerUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokerUnavailableException(String message) {
    super(message, null, false, false);
  }
}
