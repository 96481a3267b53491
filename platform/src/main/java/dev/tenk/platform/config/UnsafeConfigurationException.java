package dev.tenk.platform.config;

/**
 * The process must not start with this configuration; the message names each property to change.
 */
public final class UnsafeConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsafeConfigurationException(String message) {
    super(message);
  }
}
