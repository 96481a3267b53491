package dev.tenk.user.mail;

/** Why a mail is to be written; the names are stored. */
public enum MailKind {
  /** An account claims the address: let its owner prove it, or tell who has proved it before. */
  VERIFY_ADDRESS,
  /** Somebody has forgotten the password of the account whose proved address this is. */
  RESET_PASSWORD,
  /** The account's address is to change: let the reader of the old one agree. */
  AGREE_BY_OLD_ADDRESS,
  /** The account's address is to change: let the reader of the new one agree. */
  AGREE_BY_NEW_ADDRESS,
  /** The address is the account's no more. */
  ADDRESS_CHANGED,
  /** The password was changed. */
  PASSWORD_CHANGED,
  /** The account will be deleted, unless its owner signs in. */
  DELETION_REQUESTED
}
