package dev.tenk.user.account;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.audit.SecurityEventKind;
import dev.tenk.user.audit.SecurityEvents;
import dev.tenk.user.password.PasswordHasher;
import dev.tenk.user.password.Verification;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells who somebody is by login and password.
 *
 * <p>An e-mail address names an account only once its owner has proved it. Until then any number of
 * accounts may claim it: were one of them chosen for sign-in (the oldest, or the only one), a
 * stranger could shadow another's login or learn whether an address is in use; were all of them
 * tried, the time of the answer would tell how many there are.
 */
@Singleton
public class Authenticator {

  private static final Logger LOG = Logger.getLogger(Authenticator.class);

  private final AccountService accounts;
  private final AccountDeletion deletion;
  private final PasswordHasher hasher;
  private final SecurityEvents events;

  Authenticator(
      AccountService accounts,
      AccountDeletion deletion,
      PasswordHasher hasher,
      SecurityEvents events) {
    this.accounts = accounts;
    this.deletion = deletion;
    this.hasher = hasher;
    this.events = events;
  }

  /**
   * The account of this login and password; empty without a reason otherwise. Known and unknown
   * logins cost the same queries and the same hash. Who comes back within the grace of a deletion
   * has their account again. Blocks for one hash.
   *
   * @throws ProblemException 503 when too many hashes wait; 403 when the password is right but the
   *     account is locked
   */
  public Optional<Authenticated> authenticate(String login, String password) {
    hasher.requireRoom();
    Optional<Credentials> known = accounts.credentials(login);
    return switch (hasher.verify(known.map(Credentials::passwordHash), password)) {
      case MISMATCH -> {
        known.ifPresent(
            account -> events.recordSoon(account.id(), SecurityEventKind.SIGN_IN_FAILED));
        yield Optional.empty();
      }
      case MATCH ->
          known
              .filter(this::enter)
              .map(account -> new Authenticated(account.id(), account.passwordHash()));
      case MATCH_OUTDATED ->
          known
              .filter(this::enter)
              .map(account -> new Authenticated(account.id(), rehash(account, password)));
    };
  }

  /**
   * Refuses a caller who does not know the account's password.
   *
   * @throws ProblemException 403 when it is another; 503 when too many hashes wait
   */
  Credentials requirePassword(ShardedId account, String password) {
    Optional<Credentials> known = accounts.credentials(account);
    if (hasher.verify(known.map(Credentials::passwordHash), password) == Verification.MISMATCH) {
      known.ifPresent(found -> events.recordSoon(account, SecurityEventKind.SIGN_IN_FAILED));
      throw ProblemException.of(403, "wrong-password", "This is not the account's password.");
    }
    return known.orElseThrow();
  }

  /**
   * Refuses a sign-in that would wait too long for its hash, before anything is looked up for it.
   *
   * @throws ProblemException 503 when too many hashes wait
   */
  public void requireRoom() {
    hasher.requireRoom();
  }

  /** Whom a login names, whatever the password; the same queries whether it names one or not. */
  public Optional<ShardedId> accountOf(String login) {
    return accounts.credentials(login).map(Credentials::id);
  }

  /** The roles of an account, or empty when it is gone, locked or deleted. */
  public Optional<Set<String>> roles(ShardedId account) {
    return accounts.roles(account);
  }

  private boolean enter(Credentials account) {
    if (account.locked()) {
      throw ProblemException.of(403, "account-locked", "This account is locked.");
    }
    if (account.deletionDueAt() != null && !deletion.cancel(account.id())) {
      return false;
    }
    events.recordSoon(account.id(), SecurityEventKind.SIGNED_IN);
    return true;
  }

  /** The hash that is stored now. */
  private String rehash(Credentials credentials, String password) {
    try {
      String renewed = hasher.hash(password);
      accounts.replacePasswordHash(credentials.id(), credentials.passwordHash(), renewed);
      return renewed;
    } catch (ProblemException busy) {
      LOG.debugf("hash of %s not renewed now: %s", credentials.id(), busy.getMessage());
      return credentials.passwordHash();
    }
  }
}
