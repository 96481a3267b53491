package dev.tenk.user.account;

import dev.tenk.platform.database.ReadOnly;
import dev.tenk.platform.database.consistency.Callers;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.http.cache.ChangeConditions;
import dev.tenk.platform.http.cache.JsonRepresentations;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.user.audit.SecurityEventKind;
import dev.tenk.user.audit.SecurityEvents;
import dev.tenk.user.mail.MailKind;
import dev.tenk.user.mail.MailQueue;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Accounts as they are stored. */
@Singleton
class AccountService {

  private static final List<String> ROLES = List.of("user");

  private final AccountRepository accounts;
  private final ShardedIds ids;
  private final MailQueue mails;
  private final SecurityEvents events;
  private final Callers callers;
  private final Profiles profiles;
  private final ChangeConditions conditions;
  private final JsonRepresentations json;

  AccountService(
      AccountRepository accounts,
      ShardedIds ids,
      MailQueue mails,
      SecurityEvents events,
      Callers callers,
      Profiles profiles,
      ChangeConditions conditions,
      JsonRepresentations json) {
    this.accounts = accounts;
    this.ids = ids;
    this.mails = mails;
    this.events = events;
    this.callers = callers;
    this.profiles = profiles;
    this.conditions = conditions;
    this.json = json;
  }

  /**
   * Stores a new account and its handle, or neither, and lets its address be written to; does the
   * same whether the address is somebody's already.
   *
   * @throws ProblemException 409 when the handle is taken
   */
  @Transactional
  public User create(SignUp signUp, String passwordHash) {
    ShardedId id = ids.newOwner();
    callers.writeFor(id.toString());
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
    mails.add(MailKind.VERIFY_ADDRESS, id, account.email);
    events.record(id, SecurityEventKind.SIGNED_UP);
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
    accounts.changePasswordHash(id, before, after);
  }

  @ReadOnly(confirmAbsence = true)
  public Optional<User> findByHandle(String handle) {
    return accounts
        .findByHandle(handle)
        .flatMap(accounts::findByIdOptional)
        .filter(Account::isActive)
        .map(User::of);
  }

  /** What a password is compared with, of an account that is known by its id. */
  public Optional<Credentials> credentials(ShardedId id) {
    return accounts.find(id).map(Credentials::of);
  }

  /** What an account may do by now; empty where it is gone, locked or deleted. */
  @Transactional // reads anew what a sign-in has changed before
  public Optional<Set<String>> roles(ShardedId id) {
    return accounts.find(id).filter(Account::isActive).map(found -> Set.copyOf(found.roles));
  }

  public Optional<Me> findMe(ShardedId id) {
    return accounts.find(id).map(Me::of);
  }

  /** Changes a profile; answers 412 where the request is about another representation. */
  @Transactional
  public Optional<Me> change(ShardedId id, ProfileChange change) {
    Optional<Account> account = accounts.findForUpdate(id);
    account.ifPresent(found -> change(found, change));
    return account.map(Me::of);
  }

  private void change(Account account, ProfileChange change) {
    conditions.check(json.of(Me.of(account), null));
    String name = change.displayName();
    if (name != null && !name.equals(account.displayName)) {
      account.displayName = name;
      profiles.changed(account.id());
    }
  }

  private static ProblemException handleTaken() {
    return ProblemException.conflict("handle-taken", "/handle", "This handle is taken.");
  }
}
