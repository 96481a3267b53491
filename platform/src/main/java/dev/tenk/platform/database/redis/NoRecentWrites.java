package dev.tenk.platform.database.redis;

import dev.tenk.platform.database.consistency.RecentWrites;
import dev.tenk.platform.database.wal.WalPosition;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** For a service without Redis: callers see their writes by the token that they bring. */
final class NoRecentWrites implements RecentWrites {

  @Override
  public CompletionStage<Memory> find(String identity) {
    return CompletableFuture.completedFuture(new Memory.Nothing());
  }

  @Override
  public void remember(String identity, WalPosition position) {}

  @Override
  public void rememberUnknown(String identity) {}
}
