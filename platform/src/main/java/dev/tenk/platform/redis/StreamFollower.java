package dev.tenk.platform.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows a Redis stream on a virtual thread and a connection of its own.
 *
 * <p>A blocking read returns what is new at once, and nothing after the heartbeat; some time
 * without an answer is a lost link, also where the TCP connection of a stopped Redis stays open.
 */
public final class StreamFollower implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(StreamFollower.class);

  private final Redis redis;
  private final Settings settings;
  private final Listener listener;
  private final Semaphore stop = new Semaphore(0);
  private final Thread thread;

  private volatile boolean running = true;
  private volatile boolean linked;
  private volatile int links;
  private String lastId = EntryId.START;
  private @Nullable StreamState server; // that what was read last is of

  /** Not started yet. */
  public StreamFollower(Redis redis, Settings settings, Listener listener) {
    this.redis = redis;
    this.settings = settings;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name(settings.key()).unstarted(this::run);
  }

  /**
   * What is followed, and how.
   *
   * @param key of the stream
   * @param from where a new link begins
   * @param heartbeat how often Redis is heard of
   * @param lostAfter how long without an answer the link counts as lost
   */
  public record Settings(String key, From from, Duration heartbeat, Duration lostAfter) {}

  /** Where a new link begins. */
  public enum From {
    /** Where the last one ended, at first with the oldest entry: nothing is left out. */
    WHERE_IT_ENDED,
    /**
     * At first with the next entry that is added, then where the last one ended. What the server
     * has no more, or may have lost, is left out.
     */
    NOW
  }

  /** Who is told, on the follower's thread. */
  public interface Listener {

    /**
     * There is a link; what is added from now on will be told.
     *
     * @param isWhole whether nothing is left out between the link before this one and now; with
     *     {@link From#NOW} it has been told already
     */
    void linked(boolean isWhole);

    /**
     * Comes at every heartbeat and whenever there is something new, and before {@link #linked} with
     * what is made up for.
     */
    void took(StreamBatch batch);

    /** The link is lost, or there is none yet. */
    void lost(Exception reason);
  }

  /** Begins to follow. */
  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    running = false;
    stop.release();
    thread.interrupt();
  }

  /** Whether Redis was heard of within the bound. */
  public boolean isLinked() {
    return linked;
  }

  /** How many links there were; a higher number than before means a gap, or a restart of Redis. */
  public int links() {
    return links;
  }

  private void run() {
    while (running) {
      long began = System.nanoTime();
      try {
        follow();
      } catch (InterruptedException e) {
        return;
      } catch (ExecutionException | TimeoutException | RuntimeException e) {
        LOG.debugf(
            "no link to %s: %s",
            settings.key(), e instanceof TimeoutException ? "no answer" : e.getMessage());
        listener.lost(e);
      }
      try {
        // a link that stood is made anew at once
        long nextTryIn = settings.heartbeat().toNanos() - (System.nanoTime() - began);
        var _ = stop.tryAcquire(nextTryIn, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void follow() throws InterruptedException, ExecutionException, TimeoutException {
    Future<RedisConnection> connecting = redis.connect();
    @Nullable RedisConnection connection = null;
    try {
      connection = await(connecting);
      var stream = new StreamReader(connection, settings.key(), settings.heartbeat());
      boolean isWhole = begin(stream);
      links++;
      linked = true;
      LOG.infof("following %s from=%s whole=%s", settings.key(), lastId, isWhole);
      listener.linked(isWhole);
      while (running) {
        StreamBatch batch = await(stream.read(lastId));
        lastId = batch.lastId();
        listener.took(batch);
      }
    } finally {
      linked = false;
      connecting.onSuccess(StreamReader::abandon);
    }
  }

  /** Finds where to read on; answers whether all was told that was added before. */
  private boolean begin(StreamReader stream)
      throws InterruptedException, ExecutionException, TimeoutException {
    StreamState before = server;
    String made = settings.from() == From.NOW && before != null ? makeUp(stream) : lastId;
    StreamState state = await(stream.state()); // after that: what is kept now was kept then
    boolean isWhole = before != null && state.hasAllAfter(lastId, before);
    lastId =
        switch (settings.from()) {
          case NOW -> isWhole ? made : state.last();
          // another stream has come in place of the one that was read: from its start
          case WHERE_IT_ENDED -> EntryId.isBefore(state.last(), lastId) ? EntryId.START : lastId;
        };
    server = state;
    return isWhole;
  }

  /** Tells what was added since; answers the last id. */
  private String makeUp(StreamReader stream)
      throws InterruptedException, ExecutionException, TimeoutException {
    String last = lastId;
    StreamBatch batch;
    do {
      batch = await(stream.poll(last));
      last = batch.lastId();
      listener.took(batch);
    } while (!batch.isWhole());
    return last;
  }

  private <T> T await(Future<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return SilenceBound.await(
        future.toCompletionStage().toCompletableFuture(), settings.lostAfter());
  }
}
