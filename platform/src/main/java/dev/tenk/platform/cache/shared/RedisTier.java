package dev.tenk.platform.cache.shared;

import dev.tenk.platform.cache.deadline.Deadlines;
import dev.tenk.platform.redis.GatheredCommands;
import dev.tenk.platform.redis.RedisScript;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A hash for each entry, {@code c:SERVICE:CACHE:KEY}: value {@code v}, fresh until {@code f}, lease
 * {@code l} until {@code u}, version of the tombstone {@code t} that counts until {@code d}; times
 * by Redis's own clock, so those of processes may differ. Each change is a script on one key.
 * Thread-safe.
 */
public final class RedisTier implements SharedTier {

  private static final RedisScript TAKE = RedisScript.of(RedisTier.class, "take.lua");
  private static final RedisScript FILL = RedisScript.of(RedisTier.class, "fill.lua");
  private static final RedisScript RELEASE = RedisScript.of(RedisTier.class, "release.lua");
  private static final RedisScript INVALIDATE = RedisScript.of(RedisTier.class, "invalidate.lua");
  private static final List<RedisScript> SCRIPTS = List.of(TAKE, FILL, RELEASE, INVALIDATE);

  private static final CompletableFuture<?> AWAY =
      CompletableFuture.failedFuture(SharedTierAwayException.INSTANCE);

  private final Redis redis;
  private final GatheredCommands commands;
  private final String prefix;
  private final InvalidationStream stream;
  private final RedisCircuit circuit;
  private final Deadlines deadlines;
  private final Duration timeout;
  private final Timer calls;
  private final Timer failures;

  /**
   * Entries of a service.
   *
   * @param executor for what event loops do not send
   * @param prefix of all keys
   * @param timeout after which a call has failed
   */
  public RedisTier(
      Redis redis,
      Executor executor,
      String prefix,
      InvalidationStream stream,
      RedisCircuit circuit,
      Deadlines deadlines,
      Duration timeout,
      MeterRegistry metrics) {
    this.redis = redis;
    this.commands = new GatheredCommands(redis, executor);
    this.prefix = prefix;
    this.stream = stream;
    this.circuit = circuit;
    this.deadlines = deadlines;
    this.timeout = timeout;
    this.calls = metrics.timer("tenk.cache.redis.calls", "outcome", "answered");
    this.failures = metrics.timer("tenk.cache.redis.calls", "outcome", "failed");
    metrics.gauge("tenk.cache.redis.circuit.open", circuit, it -> it.isOpen() ? 1 : 0);
  }

  @Override
  public boolean isAvailable() {
    return !circuit.isOpen();
  }

  @Override
  public CompletionStage<Taken> take(String key, @Nullable Lease lease) {
    return call(() -> commands.send(takeRequest(key, lease)).map(RedisTier::taken));
  }

  @Override
  public CompletionStage<List<Taken>> takeAll(List<String> keys, @Nullable Lease lease) {
    return call(
        () ->
            redis
                .batch(keys.stream().map(key -> takeRequest(key, lease)).toList())
                .map(answers -> answers.stream().map(RedisTier::taken).toList()));
  }

  @Override
  public CompletionStage<Boolean> fill(
      String key, String token, byte[] value, Duration fresh, Duration kept) {
    return call(
        () ->
            commands
                .send(
                    FILL.request(prefix + key)
                        .arg(token)
                        .arg(Buffer.buffer(value))
                        .arg(fresh.toMillis())
                        .arg(Math.max(1, kept.toMillis())))
                .map(answer -> number(answer) == 1));
  }

  @Override
  public CompletionStage<Void> release(String key, String token) {
    return call(() -> commands.send(RELEASE.request(prefix + key).arg(token)).mapEmpty());
  }

  @Override
  public CompletionStage<Void> invalidate(List<Change> changes, Duration tombstone) {
    return call(
        () -> {
          List<Request> requests = new ArrayList<>();
          changes.forEach(change -> requests.add(tombstone(change, tombstone)));
          changes.forEach(change -> requests.add(stream.add(change)));
          return redis.batch(requests).mapEmpty();
        });
  }

  @Override
  public CompletionStage<Boolean> retract(Change change, Duration tombstone) {
    return call(() -> redis.send(tombstone(change, tombstone)).map(answer -> number(answer) == 1));
  }

  private Request tombstone(Change change, Duration life) {
    return INVALIDATE
        .request(prefix + change.name())
        .arg(change.version().toString())
        .arg(life.toMillis());
  }

  private Request takeRequest(String key, @Nullable Lease lease) {
    Request request = TAKE.request(prefix + key);
    return lease == null
        ? request.arg("").arg(0).arg(0)
        : request.arg(lease.token()).arg(lease.life().toMillis()).arg(lease.below().toMillis());
  }

  private static Taken taken(@Nullable Response answer) {
    if (answer == null) {
      return Taken.NOTHING;
    }
    Response value = answer.get(3);
    return new Taken(
        value == null ? null : value.toBytes(),
        number(answer.get(1)),
        number(answer.get(0)) == 1,
        number(answer.get(2)) == 1);
  }

  private static long number(@Nullable Response answer) {
    Long number = answer == null ? null : answer.toLong();
    return number == null ? 0 : number;
  }

  @SuppressWarnings("unchecked") // a failure has no type
  private <T> CompletionStage<T> call(Supplier<Future<T>> send) {
    if (!circuit.allows()) {
      return (CompletionStage<T>) AWAY;
    }
    long began = System.nanoTime();
    Future<T> answer =
        once(send)
            .recover(
                failure ->
                    RedisScript.isUnknown(failure)
                        ? redis
                            .batch(SCRIPTS.stream().map(RedisScript::load).toList())
                            .compose(loaded -> send.get())
                        : Future.failedFuture(failure));
    return deadlines
        .orTimeout(answer.toCompletionStage().toCompletableFuture(), timeout)
        .whenComplete((_, failure) -> note(began, failure));
  }

  private static <T> Future<T> once(Supplier<Future<T>> send) {
    try {
      return send.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void note(long began, @Nullable Throwable failure) {
    long took = System.nanoTime() - began;
    if (failure == null) {
      circuit.succeeded();
      calls.record(took, TimeUnit.NANOSECONDS);
    } else {
      circuit.failed();
      failures.record(took, TimeUnit.NANOSECONDS);
    }
  }
}
