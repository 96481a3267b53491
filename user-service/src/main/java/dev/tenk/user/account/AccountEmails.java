package dev.tenk.user.account;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.audit.SecurityEventKind;
import dev.tenk.user.audit.SecurityEvents;
import dev.tenk.user.mail.MailKind;
import dev.tenk.user.mail.MailQueue;
import dev.tenk.user.mail.MailToken;
import dev.tenk.user.mail.MailToken.Purpose;
import dev.tenk.user.mail.MailTokens;
import dev.tenk.user.text.CaseFolding;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proving addresses and changing them.
 *
 * <p>An address belongs to the first account that proves it; until then many may claim it. Another
 * address needs the agreement of both: of the new one, since it must be proved, and of the old one,
 * so that nobody takes an account away who has only found it signed in. An old address that was
 * never proved is not asked: it may be nobody's, or a typing error.
 */
@Singleton
class AccountEmails {

  private static final Set<Purpose> AGREEMENT =
      Set.of(Purpose.AGREE_BY_OLD_ADDRESS, Purpose.AGREE_BY_NEW_ADDRESS);
  private static final Set<Purpose> CONFIRMATION =
      EnumSet.complementOf(EnumSet.of(Purpose.RESET_PASSWORD));

  private final AccountRepository accounts;
  private final AccountConfig config;
  private final MailTokens tokens;
  private final MailQueue mails;
  private final SecurityEvents events;
  private final InstantSource clock;

  AccountEmails(
      AccountRepository accounts,
      AccountConfig config,
      MailTokens tokens,
      MailQueue mails,
      SecurityEvents events,
      InstantSource clock) {
    this.accounts = accounts;
    this.config = config;
    this.tokens = tokens;
    this.mails = mails;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Sends the mail that proves the account's address once more.
   *
   * @throws ProblemException 409 when it is proved, 404 when the account is gone
   */
  @Transactional
  public void requestVerification(ShardedId id) {
    Account account = accounts.find(id).orElseThrow(MeResource::gone);
    if (account.emailVerified) {
      throw ProblemException.conflict(
          "email-verified", "/email", "The account's address is proved already.");
    }
    mails.add(MailKind.VERIFY_ADDRESS, id, account.email);
  }

  /**
   * Asks both addresses whether the account may have the new one; forgets what was asked before.
   *
   * @throws ProblemException 422 when it is the account's address already, 404 when the account is
   *     gone
   */
  @Transactional
  public void requestChange(ShardedId id, String email) {
    Account account = accounts.findForUpdate(id).orElseThrow(MeResource::gone);
    if (isSame(email, account.email)) {
      throw ProblemException.invalid("/email", "is the account's address already");
    }
    tokens.withdraw(id, AGREEMENT);
    account.newEmail = email;
    account.newEmailExpiresAt = clock.instant().plus(config.confirmationLifetime());
    account.newEmailAgreedByOld = !account.emailVerified;
    account.newEmailAgreedByNew = false;
    if (account.emailVerified) {
      mails.add(MailKind.AGREE_BY_OLD_ADDRESS, id, account.email);
    }
    mails.add(MailKind.AGREE_BY_NEW_ADDRESS, id, email);
    events.record(id, SecurityEventKind.EMAIL_CHANGE_REQUESTED);
  }

  /**
   * Takes a token from a mail as proof, or as agreement.
   *
   * @throws ProblemException 404 when it is none any more, 409 when the address was proved by
   *     another account meanwhile
   */
  @Transactional
  public void confirm(String text) {
    MailToken token = tokens.redeem(text, CONFIRMATION).orElseThrow(AccountEmails::unknownToken);
    Account account =
        accounts.findForUpdate(token.account()).orElseThrow(AccountEmails::unknownToken);
    switch (token.purpose()) {
      case VERIFY_ADDRESS -> verify(account, token.address());
      case AGREE_BY_OLD_ADDRESS -> {
        requireAskedFor(account, token.address(), account.email);
        account.newEmailAgreedByOld = true;
        changeIfAgreed(account);
      }
      case AGREE_BY_NEW_ADDRESS -> {
        requireAskedFor(account, token.address(), account.newEmail);
        account.newEmailAgreedByNew = true;
        changeIfAgreed(account);
      }
      case RESET_PASSWORD -> throw new IllegalStateException("not asked for");
    }
  }

  private void verify(Account account, String address) {
    if (!isSame(address, account.email)) {
      throw unknownToken();
    }
    if (!account.emailVerified) {
      claim(account, account.email);
      account.emailVerified = true;
      events.record(account.id(), SecurityEventKind.EMAIL_VERIFIED);
      askOldAddressToo(account);
    }
  }

  /** A change that was asked for while the address was nobody's: now its owner has a say in it. */
  private void askOldAddressToo(Account account) {
    if (account.newEmail != null) {
      account.newEmailAgreedByOld = false;
      mails.add(MailKind.AGREE_BY_OLD_ADDRESS, account.id(), account.email);
    }
  }

  private void requireAskedFor(Account account, String address, @Nullable String expected) {
    Instant until = account.newEmailExpiresAt;
    if (expected == null
        || !isSame(address, expected)
        || until == null
        || until.isBefore(clock.instant())) {
      throw unknownToken();
    }
  }

  private void changeIfAgreed(Account account) {
    String email = account.newEmail;
    if (email == null || !account.newEmailAgreedByOld || !account.newEmailAgreedByNew) {
      return;
    }
    claim(account, email);
    if (account.emailVerified) {
      accounts.releaseEmail(account.email, account.key);
      mails.add(MailKind.ADDRESS_CHANGED, account.id(), account.email);
    }
    tokens.withdraw(account.id(), Set.of(Purpose.RESET_PASSWORD));
    account.email = email;
    account.emailVerified = true;
    account.newEmail = null;
    account.newEmailExpiresAt = null;
    account.newEmailAgreedByOld = false;
    account.newEmailAgreedByNew = false;
    events.record(account.id(), SecurityEventKind.EMAIL_CHANGED);
  }

  private void claim(Account account, String email) {
    if (!accounts.claimEmail(email, account.key)) {
      throw ProblemException.conflict(
          "email-taken", "/token", "Another account has proved this address meanwhile.");
    }
  }

  private static boolean isSame(String one, String other) {
    return CaseFolding.fold(one).equals(CaseFolding.fold(other));
  }

  /** 404: a token that was used, has expired or was never given. */
  static ProblemException unknownToken() {
    return ProblemException.of(
        404,
        "unknown-token",
        "This token was used, has expired, or is none: ask for another mail.");
  }
}
