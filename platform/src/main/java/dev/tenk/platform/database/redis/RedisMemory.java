package dev.tenk.platform.database.redis;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether Redis remembers everything of the last lifetime. It may not after a restart, a failover
 * to a replica of its own, an eviction, or while it is away.
 *
 * <p>Watched over one connection, whose loss is noticed before another process can answer, and by
 * asking every second who answers and since when.
 */
final class RedisMemory implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RedisMemory.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final Redis redis;
  private final long lifetimeNanos;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  private volatile @Nullable RedisConnection connection;
  private volatile boolean linked;
  private volatile long wholeSince;
  private @Nullable RedisProcess process;

  RedisMemory(Redis redis, Duration lifetime) {
    this.redis = redis;
    this.lifetimeNanos = lifetime.toNanos();
    this.wholeSince = System.nanoTime();
    this.thread = Thread.ofVirtual().name("redis-memory").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Whether what Redis does not know of the last lifetime did not happen. */
  boolean isWhole() {
    return linked && System.nanoTime() - wholeSince >= lifetimeNanos;
  }

  /** Something could not be remembered: as far as this process goes, wait for the lifetime. */
  void forgot() {
    wholeSince = System.nanoTime();
  }

  private void run() {
    try {
      do {
        observe();
      } while (!end.await(POLL.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      // ends
    } finally {
      disconnect();
    }
  }

  private void observe() {
    try {
      RedisConnection open = connection == null ? connect() : connection;
      String info = open.send(Request.cmd(Command.INFO)).await().atMost(TIMEOUT).toString();
      RedisProcess now = RedisProcess.of(info);
      RedisProcess before = process;
      if (before == null) {
        wholeSince = System.nanoTime() - now.certainNanos();
      } else if (!now.hasKeptAllSince(before)) {
        LOG.warn(
            "Redis may have forgotten writes: signed-in callers read from the primary for now");
        wholeSince = System.nanoTime();
      }
      process = now;
      linked = connection != null;
    } catch (RuntimeException e) {
      disconnect();
      LOG.debugf("Redis cannot be asked: %s", e.getMessage());
    }
  }

  private RedisConnection connect() {
    RedisConnection made = redis.connect().await().atMost(TIMEOUT);
    made.endHandler(this::lost);
    made.exceptionHandler(failure -> lost());
    connection = made;
    return made;
  }

  private void lost() {
    linked = false;
    connection = null;
  }

  private void disconnect() {
    RedisConnection open = connection;
    lost();
    if (open != null) {
      open.closeAndForget();
    }
  }

  @Override
  public void close() throws InterruptedException {
    end.countDown();
    thread.join(TIMEOUT);
  }
}
