package dev.tenk.contract;

import java.util.UUID;

/**
 * An account and its grace are over: whatever a service holds of it goes.
 *
 * @param accountId the account that was
 */
public record AccountDeleted(UUID accountId) implements AccountEvent {

  /** Type of this event in CloudEvents. */
  public static final String TYPE = "dev.tenk.account.deleted.v1";

  @Override
  public String type() {
    return TYPE;
  }
}
