package dev.tenk.platform.database.redis;

import dev.tenk.platform.cache.deadline.Deadlines;
import dev.tenk.platform.database.consistency.RecentWrites;
import dev.tenk.platform.database.wal.WalPosition;
import dev.tenk.platform.redis.GatheredCommands;
import dev.tenk.platform.redis.RedisScript;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One key an identity, {@code consistency:SERVICE:IDENTITY}, which expires. Nothing that Redis says
 * is believed while it may have forgotten something: see {@link RedisMemory}.
 */
final class RedisRecentWrites implements RecentWrites {

  private static final Logger LOG = Logger.getLogger(RedisRecentWrites.class);
  private static final RedisScript REMEMBER =
      RedisScript.of(RedisRecentWrites.class, "remember.lua");

  private final ReactiveRedisDataSource redis;
  private final GatheredCommands commands;
  private final RedisMemory memory;
  private final Deadlines deadlines;
  private final String prefix;
  private final Duration timeout;
  private final String lifetimeMillis;

  RedisRecentWrites(
      ReactiveRedisDataSource redis,
      RedisMemory memory,
      Deadlines deadlines,
      String service,
      Duration timeout,
      Duration lifetime) {
    this.redis = redis;
    this.commands =
        new GatheredCommands(
            redis.getRedis().getDelegate(),
            Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("recent-writes-", 0).factory()));
    this.memory = memory;
    this.deadlines = deadlines;
    this.prefix = "consistency:" + service + ":";
    this.timeout = timeout;
    this.lifetimeMillis = Long.toString(lifetime.toMillis());
  }

  @Override
  public CompletionStage<Memory> find(String identity) {
    if (!memory.isWhole()) {
      return CompletableFuture.completedFuture(new Memory.Unknown());
    }
    CompletableFuture<Response> kept =
        commands
            .send(Request.cmd(Command.GET).arg(prefix + identity))
            .toCompletionStage()
            .toCompletableFuture();
    return deadlines.orTimeout(kept, timeout).handle(this::remembered);
  }

  private Memory remembered(@Nullable Response kept, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.debugf("the last writes are not known: %s", failure.getMessage());
      return new Memory.Unknown();
    }
    // asked again: what was lost meanwhile was noticed before the answer of the new process came
    return memory.isWhole() ? PositionText.read(kept) : new Memory.Unknown();
  }

  @Override
  public void remember(String identity, WalPosition position) {
    remember(identity, PositionText.of(position));
  }

  @Override
  public void rememberUnknown(String identity) {
    remember(identity, PositionText.UNKNOWN);
  }

  private void remember(String identity, String value) {
    try {
      REMEMBER
          .run(redis, List.of(prefix + identity), List.of(value, lifetimeMillis))
          .await()
          .atMost(timeout);
    } catch (RuntimeException e) {
      memory.forgot();
      LOG.warnf("a write is not remembered for its caller: %s", e.getMessage());
    }
  }
}
