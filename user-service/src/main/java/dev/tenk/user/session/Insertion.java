package dev.tenk.user.session;

import java.util.Set;

/** What became of a session that was to be stored. */
sealed interface Insertion {

  /**
   * It has begun.
   *
   * @param roles what the account may do
   */
  record Stored(Set<String> roles) implements Insertion {

    /** Copies the set. */
    public Stored {
      roles = Set.copyOf(roles);
    }
  }

  /** The account has another password, is locked or deleted, or its sessions were ended. */
  record Overtaken() implements Insertion {}

  /** There is no such account any more. */
  record NoAccount() implements Insertion {}
}
