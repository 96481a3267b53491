package dev.tenk.user.account;

import dev.tenk.user.mail.MailTokens;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** What is done to accounts by time alone; every step may be repeated, so pods need not agree. */
@ApplicationScoped
class AccountSchedule {

  private final AccountDeletion deletion;
  private final MailTokens tokens;

  AccountSchedule(AccountDeletion deletion, MailTokens tokens) {
    this.deletion = deletion;
    this.tokens = tokens;
  }

  @Scheduled(
      every = "${tenk.account.deletion-every:10M}",
      delayed = "${tenk.account.deletion-every:10M}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void onSchedule() {
    deletion.deleteDue();
    int _ = tokens.deleteExpired();
  }
}
