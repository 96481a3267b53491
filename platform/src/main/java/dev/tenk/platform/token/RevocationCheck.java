package dev.tenk.platform.token;

/** Knows which tokens were ended before their time. Called on the event loop: never blocks. */
public interface RevocationCheck {

  /** Whether the session that the token was given to has ended. */
  boolean isRevoked(Caller caller);
}
