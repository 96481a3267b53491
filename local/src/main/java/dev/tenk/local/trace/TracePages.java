package dev.tenk.local.trace;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * {@code GET /traces/ID}: where the time of a trace went, as text. The answer waits until nothing
 * more of it comes, since each service tells of its part after it is done.
 */
public final class TracePages {

  /** The path that they are below. */
  public static final String PATH = "/traces";

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final long LOOK_MILLIS = 100;
  private static final long QUIET_NANOS = Duration.ofMillis(1_500).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(10).toNanos();

  private final Traces traces;

  public TracePages(Traces traces) {
    this.traces = traces;
  }

  /** Whether it answers at this path. */
  public static boolean isAt(String path) {
    return path.startsWith(PATH + "/");
  }

  /** Answers the request; never blocks. */
  public void handle(Vertx vertx, HttpServerRequest request) {
    String trace = Objects.requireNonNullElse(request.path(), "").substring(PATH.length() + 1);
    if (!request.method().equals(HttpMethod.GET)) {
      request.response().setStatusCode(405).putHeader(HttpHeaders.ALLOW, "GET").end();
    } else if (!ID.matcher(trace).matches()) {
      request.response().setStatusCode(404).end();
    } else {
      answer(vertx, request, trace, System.nanoTime());
    }
  }

  private void answer(Vertx vertx, HttpServerRequest request, String trace, long since) {
    long quiet = traces.quietNanos(trace);
    boolean whole = quiet > QUIET_NANOS && quiet != Long.MAX_VALUE;
    if (whole || System.nanoTime() - since > LONGEST_NANOS) {
      request
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end(TraceReport.of(traces.spans(trace)));
    } else {
      vertx.setTimer(LOOK_MILLIS, fired -> answer(vertx, request, trace, since));
    }
  }
}
