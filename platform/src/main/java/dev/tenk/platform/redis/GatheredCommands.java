package dev.tenk.platform.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends commands that are wanted in the same moment by one write, and has their answers by one
 * read: the more there are, the less each costs both sides.
 *
 * <p>Those of an event loop go when it has done what it has in hand, so that none waits for others
 * to come; those of other threads likewise. A command that fails is no failure of its neighbours:
 * all of its batch are sent again, each alone, so they must bear that. Thread-safe; bounded by the
 * callers, each of whom waits for an answer. Nothing blocks.
 */
public final class GatheredCommands {

  private static final int MOST = 64;

  private final Redis redis;
  private final Executor executor;
  private final ConcurrentMap<Thread, Gathering> ofLoops = new ConcurrentHashMap<>();
  private final Gathering ofOthers = new Gathering();

  /**
   * Commands to a server.
   *
   * @param executor sends those that do not come from an event loop
   */
  public GatheredCommands(Redis redis, Executor executor) {
    this.redis = redis;
    this.executor = executor;
  }

  /** The answer to a command that returns soon, and that may be sent twice. */
  public Future<Response> send(Request command) {
    Context loop = Context.isOnEventLoopThread() ? Vertx.currentContext() : null;
    return loop == null
        ? ofOthers.add(command, executor)
        : ofLoops
            .computeIfAbsent(Thread.currentThread(), _ -> new Gathering())
            .add(command, flush -> loop.runOnContext(_ -> flush.run()));
  }

  private void sendAll(List<Wanted> batch) {
    if (batch.size() == 1) {
      sendAlone(batch.getFirst());
      return;
    }
    redis
        .batch(batch.stream().map(Wanted::command).toList())
        .onComplete(
            answers -> {
              for (int i = 0; i < batch.size(); i++) {
                if (answers.succeeded()) {
                  batch.get(i).answer().complete(answers.result().get(i));
                } else {
                  sendAlone(batch.get(i));
                }
              }
            });
  }

  private void sendAlone(Wanted wanted) {
    redis.send(wanted.command()).onComplete(wanted.answer());
  }

  private record Wanted(Request command, Promise<Response> answer) {}

  private final class Gathering {

    private final Queue<Wanted> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean due = new AtomicBoolean();

    Future<Response> add(Request command, Executor later) {
      Promise<Response> answer = Promise.promise();
      waiting.add(new Wanted(command, answer));
      if (due.compareAndSet(false, true)) {
        later.execute(this::flush);
      }
      return answer.future();
    }

    private void flush() {
      due.set(false);
      for (List<Wanted> batch = next(); !batch.isEmpty(); batch = next()) {
        try {
          sendAll(batch);
        } catch (RuntimeException e) {
          batch.forEach(wanted -> wanted.answer().tryFail(e));
        }
      }
    }

    private List<Wanted> next() {
      List<Wanted> batch = new ArrayList<>();
      while (batch.size() < MOST) {
        Wanted wanted = waiting.poll();
        if (wanted == null) {
          break;
        }
        batch.add(wanted);
      }
      return batch;
    }
  }
}
