package dev.tenk.user.account;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.mail.Letter;
import dev.tenk.user.mail.MailToken;
import dev.tenk.user.mail.MailToken.Purpose;
import dev.tenk.user.mail.MailTokens;
import dev.tenk.user.mail.MailWriter;
import dev.tenk.user.mail.QueuedMail;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the owners of accounts are written, as things are when the mail leaves.
 *
 * <p>Notices go to proved addresses alone: who never proved one gets no more than the mail by which
 * to do it.
 */
@Singleton
class AccountMailWriter implements MailWriter {

  private final AccountRepository accounts;
  private final MailTokens tokens;
  private final AccountConfig config;
  private final AccountLetters letters;

  AccountMailWriter(
      AccountRepository accounts, MailTokens tokens, AccountConfig config, AccountLetters letters) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.config = config;
    this.letters = letters;
  }

  @Override
  @Transactional
  public Optional<Letter> write(QueuedMail mail) {
    String address = mail.address();
    Optional<Account> account = find(mail.account());
    return switch (mail.kind()) {
      case VERIFY_ADDRESS ->
          account
              .filter(claimant -> !claimant.emailVerified && claimant.email.equals(address))
              .map(claimant -> verifyOrTell(claimant, address));
      case RESET_PASSWORD ->
          ownerOf(address)
              .map(
                  owner ->
                      letters.resetPassword(
                          owner, issue(owner, Purpose.RESET_PASSWORD, owner.email)));
      case AGREE_BY_OLD_ADDRESS ->
          account
              .filter(owner -> owner.newEmail != null && owner.email.equals(address))
              .map(
                  owner ->
                      letters.agreeByOld(
                          owner, issue(owner, Purpose.AGREE_BY_OLD_ADDRESS, address)));
      case AGREE_BY_NEW_ADDRESS ->
          account
              .filter(owner -> address.equals(owner.newEmail))
              .map(owner -> agreeByNewOrTell(owner, address));
      case ADDRESS_CHANGED -> account.map(owner -> letters.addressChanged(owner, address));
      case PASSWORD_CHANGED ->
          account.filter(owner -> owner.emailVerified).map(letters::passwordChanged);
      case DELETION_REQUESTED ->
          account.filter(owner -> owner.emailVerified).flatMap(letters::deletionRequested);
    };
  }

  private Letter verifyOrTell(Account claimant, String address) {
    return ownerOf(address)
        .map(letters::signedUpAgain)
        .orElseGet(
            () -> letters.verify(claimant, issue(claimant, Purpose.VERIFY_ADDRESS, address)));
  }

  private Letter agreeByNewOrTell(Account account, String address) {
    return ownerOf(address)
        .map(letters::signedUpAgain)
        .orElseGet(
            () ->
                letters.agreeByNew(
                    account, address, issue(account, Purpose.AGREE_BY_NEW_ADDRESS, address)));
  }

  private Optional<Account> find(@Nullable ShardedId id) {
    return id == null ? Optional.empty() : accounts.find(id);
  }

  private Optional<Account> ownerOf(String address) {
    return accounts.findByVerifiedEmail(address).flatMap(accounts::findByIdOptional);
  }

  private String issue(Account account, Purpose purpose, String address) {
    Duration lifetime =
        purpose == Purpose.RESET_PASSWORD ? config.resetLifetime() : config.confirmationLifetime();
    return tokens.issue(new MailToken(purpose, account.id(), address), lifetime);
  }
}
