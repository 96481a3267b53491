package dev.tenk.user.mail;

import dev.tenk.platform.id.ShardedId;

/**
 * What somebody proves who shows a token that was sent by mail.
 *
 * @param purpose what it was sent for
 * @param account whose account it is about
 * @param address where it was sent to
 */
public record MailToken(Purpose purpose, ShardedId account, String address) {

  /** What a token is good for; the names are stored. */
  public enum Purpose {
    /** To prove to read mail at the account's address. */
    VERIFY_ADDRESS,
    /** To choose a new password. */
    RESET_PASSWORD,
    /** To agree to another address, at the old one. */
    AGREE_BY_OLD_ADDRESS,
    /** To agree to another address, at that one. */
    AGREE_BY_NEW_ADDRESS
  }

  @Override
  public String toString() {
    return "MailToken[" + purpose + " " + account + "]";
  }
}
