package dev.tenk.user.mail;

/** Why a mail is to be written; the names are stored. */
public enum MailKind {
  /** An account claims the address: let its owner prove it, or tell who has proved it before. */
  VERIFY_ADDRESS(true),
  /** Somebody has forgotten the password of the account whose proved address this is. */
  RESET_PASSWORD(true),
  /** The account's address is to change: let the reader of the old one agree. */
  AGREE_BY_OLD_ADDRESS(false),
  /** The account's address is to change: let the reader of the new one agree. */
  AGREE_BY_NEW_ADDRESS(true),
  /** The address is the account's no more. */
  ADDRESS_CHANGED(false),
  /** The password was changed. */
  PASSWORD_CHANGED(false),
  /** The account will be deleted, unless its owner signs in. */
  DELETION_REQUESTED(false);

  private final boolean byAnybody;

  MailKind(boolean byAnybody) {
    this.byAnybody = byAnybody;
  }

  /** Whether somebody can cause it who does not own the address, so that it is bounded by it. */
  boolean isByAnybody() {
    return byAnybody;
  }
}
