package dev.tenk.contract;

import java.util.UUID;

/** What became of an account, for the services that hold something of it. */
public sealed interface AccountEvent extends EventData permits AccountDeleted {

  /** The account. */
  UUID accountId();
}
