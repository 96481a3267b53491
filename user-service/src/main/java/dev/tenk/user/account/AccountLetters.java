package dev.tenk.user.account;

import dev.tenk.user.mail.Letter;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of the mails. No name that its owner chose freely is in them: none can hold a message.
 */
@Singleton
class AccountLetters {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
          .withLocale(Locale.UK)
          .withZone(ZoneOffset.UTC);
  private static final String IGNORE = "If this was not you, ignore this mail: nothing changes.\n";

  private final AccountLinks links;

  AccountLetters(AccountLinks links) {
    this.links = links;
  }

  Letter verify(Account account, String token) {
    return new Letter(
        account.email,
        "Confirm your e-mail address",
        """
        Somebody signed up as @%s with this address. If this was you, confirm it:

        %s

        The link works once. %s"""
            .formatted(account.handle, links.confirmEmail(token), IGNORE));
  }

  /** To the owner of an address that another account claims. */
  Letter signedUpAgain(Account owner) {
    return new Letter(
        owner.email,
        "You already have an account",
        """
        Somebody wanted to use this address for an account, but it is the address of your account @%s.
        If this was you, sign in as @%1$s, or ask for a new password where you sign in.

        %s"""
            .formatted(owner.handle, IGNORE));
  }

  Letter resetPassword(Account account, String token) {
    return new Letter(
        account.email,
        "Choose a new password",
        """
        Somebody asked for a new password for your account @%s. If this was you, choose one:

        %s

        The link works once, and soon no more. %s"""
            .formatted(account.handle, links.resetPassword(token), IGNORE));
  }

  Letter agreeByOld(Account account, String token) {
    return new Letter(
        account.email,
        "Do you want to change your e-mail address?",
        """
        Your account @%s is to have another e-mail address. If this was you, agree:

        %s

        Its new address is asked too. If this was not you, change your password: somebody else is signed in.
        """
            .formatted(account.handle, links.confirmEmail(token)));
  }

  Letter agreeByNew(Account account, String address, String token) {
    return new Letter(
        address,
        "Confirm your new e-mail address",
        """
        The account @%s is to have this e-mail address. If this was you, confirm it:

        %s

        The link works once. %s"""
            .formatted(account.handle, links.confirmEmail(token), IGNORE));
  }

  Letter addressChanged(Account account, String oldAddress) {
    return new Letter(
        oldAddress,
        "Your e-mail address was changed",
        """
        Your account @%s has another e-mail address now, as this one agreed. It gets no more mail.
        """
            .formatted(account.handle));
  }

  Letter passwordChanged(Account account) {
    return new Letter(
        account.email,
        "Your password was changed",
        """
        The password of your account @%s was changed, and all other sessions have ended.
        If this was not you, ask for a new password where you sign in.
        """
            .formatted(account.handle));
  }

  /** Nothing where the owner has come back meanwhile. */
  Optional<Letter> deletionRequested(Account account) {
    return Optional.ofNullable(account.deletionDueAt)
        .map(
            due ->
                new Letter(
                    account.email,
                    "Your account will be deleted",
                    """
                    Your account @%s is hidden from now on, and deleted for good on %s.
                    Until then you get it back by signing in.
                    """
                        .formatted(account.handle, DAY.format(due))));
  }
}
