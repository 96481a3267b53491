package dev.tenk.user.account;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts as they are stored. */
@Singleton
class AccountService {

  private static final List<String> ROLES = List.of("user");

  private final AccountRepository accounts;
  private final ShardedIds ids;

  AccountService(AccountRepository accounts, ShardedIds ids) {
    this.accounts = accounts;
    this.ids = ids;
  }

  /**
   * Stores a new account and its handle, or neither.
   *
   * @throws ProblemException 409 when the handle is taken
   */
  @Transactional
  public User create(SignUp signUp, String passwordHash) {
    ShardedId id = ids.newOwner();
    var account = new Account();
    account.key = AccountKey.of(id);
    account.handle = signUp.handle();
    account.displayName = Optional.ofNullable(signUp.displayName()).orElseGet(signUp::handle);
    account.email = signUp.email();
    account.emailVerified = false;
    account.passwordHash = passwordHash;
    account.roles = ROLES;
    account.createdAt = Instant.ofEpochMilli(id.epochMillis());
    if (!accounts.claimHandle(account.handle, account.key)) {
      throw handleTaken();
    }
    accounts.persist(account);
    return User.of(account);
  }

  /**
   * Refuses a taken handle before any costly work is done for it.
   *
   * @throws ProblemException 409 when the handle is taken
   */
  public void requireFreeHandle(String handle) {
    if (accounts.findByHandle(handle).isPresent()) {
      throw handleTaken();
    }
  }

  /** Whom a sign-in names: by handle, or by e-mail address once its owner has proved it. */
  public Optional<Credentials> credentials(String login) {
    AccountKey key =
        (login.contains("@") ? accounts.findByVerifiedEmail(login) : accounts.findByHandle(login))
            .orElseGet(() -> AccountKey.of(ids.newOwner()));
    return accounts.findByIdOptional(key).map(Credentials::of);
  }

  @Transactional
  public void replacePasswordHash(ShardedId id, String before, String after) {
    accounts.replacePasswordHash(id, before, after);
  }

  public Optional<User> find(ShardedId id) {
    return accounts.find(id).map(User::of);
  }

  public Optional<User> findByHandle(String handle) {
    return accounts.findByHandle(handle).flatMap(accounts::findByIdOptional).map(User::of);
  }

  public Optional<Me> findMe(ShardedId id) {
    return accounts.find(id).map(Me::of);
  }

  @Transactional
  public Optional<Me> change(ShardedId id, ProfileChange change) {
    Optional<Account> account = accounts.find(id);
    account.ifPresent(
        found ->
            Optional.ofNullable(change.displayName()).ifPresent(name -> found.displayName = name));
    return account.map(Me::of);
  }

  private static ProblemException handleTaken() {
    return ProblemException.conflict("handle-taken", "/handle", "This handle is taken.");
  }
}
