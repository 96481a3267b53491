package dev.tenk.bench.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls at a constant rate on kept connections, whatever the answers take: an open model, in
 * which a slow server has as many calls waiting as its users would have (see <a
 * href="https://www.scylladb.com/2021/04/22/on-coordinated-omission/">coordinated omission</a>).
 *
 * <p>One event loop does everything, so that it takes one core at most. What is more than {@value
 * #MOST_IN_FLIGHT} calls without an answer is not sent but counted as failed.
 */
public final class LoadGenerator implements AutoCloseable {

  private static final int MOST_IN_FLIGHT = 20_000;
  private static final long TICK_MILLIS = 1;
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  /** Shorter than the services' own, which else may close what a call is being sent on. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
  private final Context context = vertx.getOrCreateContext();
  private final HttpClient client;

  /** A generator that keeps this many connections to each port, and opens them as it needs them. */
  public LoadGenerator(int connections) {
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAliveTimeout((int) KEEP_ALIVE.toSeconds())
                .setConnectTimeout((int) ANSWER_LIMIT.toMillis()),
            new PoolOptions().setHttp1MaxSize(connections));
  }

  /** Sends the workload's calls, so many a second for this time, and waits for the answers. */
  public Outcome run(Workload workload, double perSecond, Duration time) throws Exception {
    return run(workload, List.of(new Phase(perSecond, time)));
  }

  /** The same at a rate that changes: a phase after the other, without a pause between them. */
  public Outcome run(Workload workload, List<Phase> phases) throws Exception {
    var arrivals = new Arrivals(phases);
    return run(new Open(workload, arrivals), arrivals.time());
  }

  /**
   * Sends the workload's calls from so many callers, each the next when it has an answer, for this
   * time: a closed model, for warming up and for what can be had at most.
   */
  public Outcome saturate(Workload workload, int callers, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    return run(new Callers(workload, callers, _ -> System.nanoTime() >= end), time);
  }

  /** So many of the workload's calls from so many callers in the same way. */
  public Outcome all(Workload workload, int callers, long calls) throws Exception {
    return run(new Callers(workload, callers, sent -> sent >= calls), LONGEST);
  }

  private Outcome run(Run run, Duration time) throws Exception {
    context.runOnContext(_ -> run.start());
    return run.done.get(time.plus(ANSWER_LIMIT.multipliedBy(3)).toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws Exception {
    client.close().toCompletionStage().toCompletableFuture().get();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  /** One run; everything on the event loop. */
  private abstract class Run {

    final CompletableFuture<Outcome> done = new CompletableFuture<>();
    final long begin = System.nanoTime();
    private final Outcome outcome = new Outcome();
    private final Workload workload;
    private int inFlight;

    Run(Workload workload) {
      this.workload = workload;
    }

    abstract void start();

    /** A call has ended. */
    abstract void ended();

    abstract boolean isOver();

    /** Sends the next call, whose latency runs from this time. */
    final void send(long intended) {
      Call call = workload.next();
      inFlight++;
      if (inFlight > MOST_IN_FLIGHT) {
        end(call, Outcome.NO_ANSWER, intended);
        return;
      }
      var options =
          new RequestOptions()
              .setMethod(call.method())
              .setHost("127.0.0.1")
              .setPort(call.port())
              .setURI(call.path())
              .setTimeout(ANSWER_LIMIT.toMillis());
      call.headers().forEach(options::putHeader);
      client
          .request(options)
          .compose(request -> send(request, call.body()))
          .compose(response -> response.end().map(response.statusCode()))
          .onComplete(
              answer ->
                  end(call, answer.succeeded() ? answer.result() : Outcome.NO_ANSWER, intended));
    }

    private static Future<HttpClientResponse> send(
        HttpClientRequest request, @Nullable Buffer body) {
      return body == null ? request.send() : request.send(body);
    }

    private void end(Call call, int status, long intended) {
      long now = System.nanoTime();
      outcome.answered(call.kind(), status, intended - begin, now - begin);
      inFlight--;
      ended();
      if (inFlight == 0 && isOver()) {
        outcome.took(Duration.ofNanos(System.nanoTime() - begin));
        done.complete(outcome);
      }
    }
  }

  private final class Open extends Run {

    private final Arrivals arrivals;
    private long sent;
    private long timer;

    Open(Workload workload, Arrivals arrivals) {
      super(workload);
      this.arrivals = arrivals;
    }

    @Override
    void start() {
      timer = vertx.setPeriodic(TICK_MILLIS, _ -> sendDue());
    }

    private void sendDue() {
      long due = arrivals.dueAt(System.nanoTime() - begin);
      while (sent < due) {
        long intended = begin + arrivals.time(sent);
        sent++;
        send(intended);
      }
      if (sent == arrivals.calls()) {
        vertx.cancelTimer(timer);
      }
    }

    @Override
    void ended() {}

    @Override
    boolean isOver() {
      return sent == arrivals.calls();
    }
  }

  private final class Callers extends Run {

    private final int callers;
    private final LongPredicate isOver;
    private long sent;

    /** Until this holds of how many have been sent. */
    Callers(Workload workload, int callers, LongPredicate isOver) {
      super(workload);
      this.callers = callers;
      this.isOver = isOver;
    }

    @Override
    void start() {
      for (int i = 0; i < callers && !isOver(); i++) {
        sendNext();
      }
    }

    @Override
    void ended() {
      if (!isOver()) {
        sendNext();
      }
    }

    private void sendNext() {
      sent++;
      send(System.nanoTime());
    }

    @Override
    boolean isOver() {
      return isOver.test(sent);
    }
  }
}
