package dev.tenk.user.account;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.audit.SecurityEventKind;
import dev.tenk.user.audit.SecurityEvents;
import dev.tenk.user.mail.MailKind;
import dev.tenk.user.mail.MailQueue;
import dev.tenk.user.mail.MailToken;
import dev.tenk.user.mail.MailTokens;
import dev.tenk.user.password.PasswordHasher;
import dev.tenk.user.password.PasswordRules;
import dev.tenk.user.revocation.Revocations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Other passwords: chosen by who knows the one before, or by who reads the account's proved
 * address.
 *
 * <p>A reset is asked for in the same way, by the same work, for every address: who has proved it
 * is looked up when the mail is written, off the request path.
 */
@Singleton
class AccountPasswords {

  private static final Set<MailToken.Purpose> RESET = Set.of(MailToken.Purpose.RESET_PASSWORD);

  private final AccountService accounts;
  private final AccountRepository rows;
  private final Authenticator authenticator;
  private final PasswordHasher hasher;
  private final PasswordRules rules;
  private final MailTokens tokens;
  private final MailQueue mails;
  private final Revocations revocations;
  private final SecurityEvents events;

  AccountPasswords(
      AccountService accounts,
      AccountRepository rows,
      Authenticator authenticator,
      PasswordHasher hasher,
      PasswordRules rules,
      MailTokens tokens,
      MailQueue mails,
      Revocations revocations,
      SecurityEvents events) {
    this.accounts = accounts;
    this.rows = rows;
    this.authenticator = authenticator;
    this.hasher = hasher;
    this.rules = rules;
    this.tokens = tokens;
    this.mails = mails;
    this.revocations = revocations;
    this.events = events;
  }

  /**
   * Changes the password and ends all sessions but this. Blocks for two hashes.
   *
   * @throws ProblemException 403 when the current one is wrong, 422 when the new one is not
   *     acceptable
   */
  void change(ShardedId account, Optional<UUID> session, PasswordChange change) {
    hasher.requireRoom();
    Credentials known = authenticator.requirePassword(account, change.currentPassword());
    requireUnlikeNames(change.newPassword(), known);
    store(known, hasher.hash(change.newPassword()), session, SecurityEventKind.PASSWORD_CHANGED);
  }

  /** Lets the address be written to, if it is somebody's. */
  @Transactional
  public void requestReset(String email) {
    mails.add(MailKind.RESET_PASSWORD, email);
  }

  /**
   * Sets the password by a token that was mailed, and ends all sessions. Blocks for a hash.
   *
   * @throws ProblemException 404 when the token is none any more, 422 when the password is not
   *     acceptable; the token is good still then
   */
  void reset(PasswordReset reset) {
    hasher.requireRoom();
    Credentials known =
        tokens
            .find(reset.token(), RESET)
            .flatMap(
                token ->
                    accounts
                        .credentials(token.account())
                        .filter(account -> account.email().equals(token.address())))
            .orElseThrow(AccountEmails::unknownToken);
    requireUnlikeNames(reset.newPassword(), known);
    storeByToken(known, hasher.hash(reset.newPassword()), reset.token());
  }

  @Transactional
  public void storeByToken(Credentials known, String hash, String token) {
    var _ = tokens.redeem(token, RESET).orElseThrow(AccountEmails::unknownToken);
    store(known, hash, Optional.empty(), SecurityEventKind.PASSWORD_RESET);
  }

  @Transactional
  public void store(
      Credentials known, String hash, Optional<UUID> session, SecurityEventKind event) {
    if (!rows.changePasswordHash(known.id(), known.passwordHash(), hash)) {
      throw ProblemException.conflict(
          "password-changed-meanwhile", "/newPassword", "The password was changed meanwhile.");
    }
    tokens.withdraw(known.id(), RESET);
    revocations.endAll(known.id(), session);
    events.record(known.id(), event);
    mails.add(MailKind.PASSWORD_CHANGED, known.id(), known.email());
  }

  private void requireUnlikeNames(String password, Credentials account) {
    rules
        .objection(password, Stream.of(account.handle(), account.email()))
        .ifPresent(
            objection -> {
              throw ProblemException.invalid("/newPassword", objection);
            });
  }
}
