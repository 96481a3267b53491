package dev.tenk.user.account;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.password.PasswordHasher;
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
  private final PasswordHasher hasher;

  Authenticator(AccountService accounts, PasswordHasher hasher) {
    this.accounts = accounts;
    this.hasher = hasher;
  }

  /**
   * The account of this login and password; empty without a reason otherwise. Known and unknown
   * logins cost the same queries and the same hash. Blocks for one hash.
   *
   * @throws ProblemException 503 when too many hashes wait
   */
  public Optional<ShardedId> authenticate(String login, String password) {
    Optional<Credentials> known = accounts.credentials(login);
    return switch (hasher.verify(known.map(Credentials::passwordHash), password)) {
      case MISMATCH -> Optional.empty();
      case MATCH -> known.map(Credentials::id);
      case MATCH_OUTDATED -> {
        known.ifPresent(credentials -> rehash(credentials, password));
        yield known.map(Credentials::id);
      }
    };
  }

  /** The roles of an account, or empty when there is no such account any more. */
  public Optional<Set<String>> roles(ShardedId account) {
    return accounts.findMe(account).map(me -> Set.copyOf(me.roles()));
  }

  private void rehash(Credentials credentials, String password) {
    try {
      accounts.replacePasswordHash(
          credentials.id(), credentials.passwordHash(), hasher.hash(password));
    } catch (ProblemException busy) {
      LOG.debugf("hash of %s not renewed now: %s", credentials.id(), busy.getMessage());
    }
  }
}
