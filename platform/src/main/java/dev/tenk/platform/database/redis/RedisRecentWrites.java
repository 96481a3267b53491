package dev.tenk.platform.database.redis;

import dev.tenk.platform.database.consistency.RecentWrites;
import dev.tenk.platform.database.wal.WalPosition;
import dev.tenk.platform.redis.RedisScript;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * One key an identity, {@code consistency:SERVICE:IDENTITY}, which expires. Nothing that Redis says
 * is believed while it may have forgotten something: see {@link RedisMemory}.
 */
final class RedisRecentWrites implements RecentWrites {

  private static final Logger LOG = Logger.getLogger(RedisRecentWrites.class);
  private static final RedisScript REMEMBER =
      RedisScript.of(RedisRecentWrites.class, "remember.lua");

  private final ReactiveRedisDataSource redis;
  private final RedisMemory memory;
  private final String prefix;
  private final Duration timeout;
  private final String lifetimeMillis;

  RedisRecentWrites(
      ReactiveRedisDataSource redis,
      RedisMemory memory,
      String service,
      Duration timeout,
      Duration lifetime) {
    this.redis = redis;
    this.memory = memory;
    this.prefix = "consistency:" + service + ":";
    this.timeout = timeout;
    this.lifetimeMillis = Long.toString(lifetime.toMillis());
  }

  @Override
  public Memory of(String identity) {
    if (!memory.isWhole()) {
      return new Memory.Unknown();
    }
    try {
      Response kept = redis.execute("GET", prefix + identity).await().atMost(timeout);
      // asked again: what was lost meanwhile was noticed before the answer of the new process came
      return memory.isWhole() ? PositionText.read(kept) : new Memory.Unknown();
    } catch (RuntimeException e) {
      LOG.debugf("the last writes are not known: %s", e.getMessage());
      return new Memory.Unknown();
    }
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
