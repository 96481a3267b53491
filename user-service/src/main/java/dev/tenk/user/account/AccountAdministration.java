package dev.tenk.user.account;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.audit.SecurityEventKind;
import dev.tenk.user.audit.SecurityEvents;
import dev.tenk.user.revocation.Revocations;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.ForbiddenException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What administrators do to accounts. All methods block. */
@Singleton
class AccountAdministration {

  private static final Logger LOG = Logger.getLogger(AccountAdministration.class);

  private final AccountRepository accounts;
  private final Profiles profiles;
  private final AccountConfig config;
  private final Revocations revocations;
  private final SecurityEvents events;
  private final InstantSource clock;

  AccountAdministration(
      AccountRepository accounts,
      Profiles profiles,
      AccountConfig config,
      Revocations revocations,
      SecurityEvents events,
      InstantSource clock) {
    this.accounts = accounts;
    this.profiles = profiles;
    this.config = config;
    this.revocations = revocations;
    this.events = events;
    this.clock = clock;
  }

  /** Makes the configured accounts administrators. */
  void start(@Observes StartupEvent event) {
    config
        .admins()
        .orElse(List.of())
        .forEach(
            text -> {
              ShardedId id =
                  ShardedId.parse(text.strip())
                      .orElseThrow(
                          () -> new IllegalStateException("tenk.account.admins: not an id"));
              if (!makeAdmin(id)) {
                LOG.errorf("tenk.account.admins: there is no account %s", id);
              }
            });
  }

  /** Whether there is such an account. */
  @Transactional
  public boolean makeAdmin(ShardedId id) {
    Optional<Account> found = accounts.findForUpdate(id);
    found
        .filter(account -> !account.roles.contains(Role.ADMIN.stored()))
        .ifPresent(
            account -> {
              account.roles =
                  Stream.concat(account.roles.stream(), Stream.of(Role.ADMIN.stored())).toList();
              events.recordByOthers(id, SecurityEventKind.ROLES_CHANGED);
              LOG.infof("an account is an administrator by configuration account=%s", id);
            });
    return found.isPresent();
  }

  /** The account; answers 404 where there is none. */
  @Transactional
  public AdministeredAccount get(ShardedId id) {
    return AdministeredAccount.of(accounts.find(id).orElseThrow(AccountAdministration::unknown));
  }

  /** Keeps its owner out, at once and until it is unlocked; a second time changes the reason. */
  @Transactional
  public void lock(ShardedId id, ShardedId administrator, String reason) {
    requireAnother(id, administrator);
    Account account = forUpdate(id, administrator);
    if (account.lockedAt == null) {
      account.lockedAt = clock.instant();
      profiles.changed(id);
      events.recordByOthers(id, SecurityEventKind.LOCKED);
    }
    account.lockReason = reason;
    revocations.endAll(id, Optional.empty());
    LOG.infof("locked account=%s by=%s", id, administrator);
  }

  /** Lets its owner in again. */
  @Transactional
  public void unlock(ShardedId id, ShardedId administrator) {
    Account account = forUpdate(id, administrator);
    if (account.lockedAt != null) {
      account.lockedAt = null;
      profiles.changed(id);
      account.lockReason = null;
      events.recordByOthers(id, SecurityEventKind.UNLOCKED);
      LOG.infof("unlocked account=%s by=%s", id, administrator);
    }
  }

  /** Gives and takes roles; tokens with other roles than these end. */
  @Transactional
  public void grant(ShardedId id, ShardedId administrator, Set<Role> roles) {
    requireAnother(id, administrator);
    Account account = forUpdate(id, administrator);
    List<String> wanted =
        Stream.concat(Stream.of(Role.USER), roles.stream())
            .distinct()
            .sorted()
            .map(Role::stored)
            .toList();
    if (!Set.copyOf(wanted).equals(Set.copyOf(account.roles))) {
      account.roles = wanted;
      revocations.endAll(id, Optional.empty());
      events.recordByOthers(id, SecurityEventKind.ROLES_CHANGED);
      LOG.infof("roles changed account=%s by=%s roles=%s", id, administrator, wanted);
    }
  }

  /** Nobody locks themselves out, so that an administrator stays. */
  private static void requireAnother(ShardedId id, ShardedId administrator) {
    if (id.equals(administrator)) {
      throw ProblemException.of(
          409, "own-account", "Another administrator has to do this to your account.");
    }
  }

  /**
   * The account, and its administrator's row with it, which must be one still. Both are locked, in
   * one order: two who took each other's role at the same time would leave nobody.
   */
  private Account forUpdate(ShardedId id, ShardedId administrator) {
    Map<ShardedId, Account> rows = new HashMap<>();
    for (ShardedId each : Stream.of(id, administrator).distinct().sorted().toList()) {
      accounts.findForUpdate(each).ifPresent(row -> rows.put(each, row));
    }
    Account acting = rows.get(administrator);
    if (acting == null || !acting.isActive() || !acting.roles.contains(Role.ADMIN.stored())) {
      throw new ForbiddenException();
    }
    return Optional.ofNullable(rows.get(id)).orElseThrow(AccountAdministration::unknown);
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("There is no account of this id.");
  }
}
