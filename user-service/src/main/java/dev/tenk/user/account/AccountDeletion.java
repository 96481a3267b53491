package dev.tenk.user.account;

import dev.tenk.contract.AccountDeleted;
import dev.tenk.contract.Queues;
import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.user.audit.SecurityEventKind;
import dev.tenk.user.audit.SecurityEvents;
import dev.tenk.user.event.AccountOutbox;
import dev.tenk.user.mail.MailKind;
import dev.tenk.user.mail.MailQueue;
import dev.tenk.user.mail.Mailings;
import dev.tenk.user.revocation.Revocations;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The end of accounts: at once for everybody else, for good after a grace.
 *
 * <p>What is left of an account goes in one transaction, with the event that lets the other
 * services do the same.
 */
@Singleton
class AccountDeletion {

  private static final Logger LOG = Logger.getLogger(AccountDeletion.class);
  private static final int BATCH = 50;

  private final AccountRepository accounts;
  private final Profiles profiles;
  private final AccountConfig config;
  private final Revocations revocations;
  private final MailQueue mails;
  private final Mailings mailings;
  private final SecurityEvents events;
  private final AccountOutbox outbox;
  private final InstantSource clock;

  AccountDeletion(
      AccountRepository accounts,
      Profiles profiles,
      AccountConfig config,
      Revocations revocations,
      MailQueue mails,
      Mailings mailings,
      SecurityEvents events,
      AccountOutbox outbox,
      InstantSource clock) {
    this.accounts = accounts;
    this.profiles = profiles;
    this.config = config;
    this.revocations = revocations;
    this.mails = mails;
    this.mailings = mailings;
    this.events = events;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Hides the account, ends its sessions and begins the grace; a second time changes nothing.
   *
   * @throws ProblemException 404 when the account is gone
   */
  @Transactional
  public void request(ShardedId id) {
    Account account = accounts.findForUpdate(id).orElseThrow(MeResource::gone);
    if (account.deletionDueAt == null) {
      account.deletionDueAt = clock.instant().plus(config.deletionGrace());
      profiles.changed(id);
      events.record(id, SecurityEventKind.DELETION_REQUESTED);
      mails.add(MailKind.DELETION_REQUESTED, id, account.email);
    }
    revocations.endAll(id, Optional.empty());
  }

  /** Whether the account is its owner's again; not when the grace has ended. */
  @Transactional
  public boolean cancel(ShardedId id) {
    Optional<Account> found =
        accounts
            .findForUpdate(id)
            .filter(
                account ->
                    account.deletionDueAt == null
                        || account.deletionDueAt.isAfter(clock.instant()));
    found
        .filter(account -> account.deletionDueAt != null)
        .ifPresent(
            account -> {
              account.deletionDueAt = null;
              profiles.changed(id);
              events.record(id, SecurityEventKind.DELETION_CANCELLED);
            });
    return found.isPresent();
  }

  /** Deletes what is left of accounts whose grace has ended; answers how many. */
  int deleteDue() {
    int deleted = 0;
    for (List<ShardedId> batch = due(); !batch.isEmpty(); batch = due()) {
      for (ShardedId id : batch) {
        deleted += delete(id) ? 1 : 0;
      }
    }
    if (deleted > 0) {
      LOG.infof("deleted accounts for good accounts=%d", deleted);
    }
    return deleted;
  }

  @Transactional
  public List<ShardedId> due() {
    return accounts.listDeletionDue(clock.instant(), BATCH);
  }

  /** Whether it was still there and due: pods need not agree on who deletes. */
  @Transactional
  public boolean delete(ShardedId id) {
    Optional<Account> found =
        accounts
            .findForUpdate(id)
            .filter(
                account ->
                    account.deletionDueAt != null
                        && !account.deletionDueAt.isAfter(clock.instant()));
    found.ifPresent(
        account -> {
          accounts.releaseHandle(account.handle, account.key);
          accounts.releaseEmail(account.email, account.key);
          mailings.forget(id);
          events.forget(id);
          accounts.delete(account);
          profiles.changed(id);
          outbox.add(id, Queues.ACCOUNT_EVENTS, new AccountDeleted(id.value()));
        });
    return found.isPresent();
  }
}
