package dev.tenk.user.mail;

import dev.tenk.platform.id.ShardedId;
import jakarta.inject.Singleton;
import java.util.EnumSet;

/** What is kept for an account because of mails. */
@Singleton
public class Mailings {

  private final MailStore store;
  private final MailTokens tokens;

  Mailings(MailStore store, MailTokens tokens) {
    this.store = store;
    this.tokens = tokens;
  }

  /** Forgets an account, in the caller's transaction: its mails and its tokens. Blocking. */
  public void forget(ShardedId account) {
    store.deleteOf(account);
    tokens.withdraw(account, EnumSet.allOf(MailToken.Purpose.class));
  }
}
