package dev.tenk.bench.load;

import dev.tenk.bench.report.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/**
 * What came of a load. Filled by one thread, read after it.
 *
 * <p>Latencies run from the time at which a call was to be sent: what waits for a connection, or
 * because the generator is late, waits as its user would.
 */
public final class Outcome {

  /** Instead of a status: no answer, or not one that could be read. */
  static final int NO_ANSWER = 0;

  private static final int SUCCESS = 200;
  private static final int REDIRECTION = 400;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final Map<String, Latencies> byKind = new TreeMap<>();
  private final Map<String, Map<Integer, Long>> statuses = new TreeMap<>();
  private final Latencies all = new Latencies();
  private final List<Long> bySecond = new ArrayList<>();
  private final List<Second> timeline = new ArrayList<>();
  private Duration time = Duration.ZERO;

  /**
   * One call has ended.
   *
   * @param intended when it was to be sent, in nanoseconds since the load began
   * @param end when it was answered, in the same way
   */
  void answered(String kind, int status, long intended, long end) {
    int second = second(end);
    statuses.computeIfAbsent(kind, _ -> new TreeMap<>()).merge(status, 1L, Long::sum);
    while (bySecond.size() <= second) {
      bySecond.add(0L);
    }
    Second sent = sentIn(second(intended));
    if (isSuccess(status)) {
      bySecond.set(second, bySecond.get(second) + 1);
      sent.succeeded(end - intended);
      all.record(end - intended);
      byKind.computeIfAbsent(kind, _ -> new Latencies()).record(end - intended);
    } else if (isShed(status)) {
      sent.shed();
    } else {
      sent.failed();
    }
  }

  private Second sentIn(int second) {
    while (timeline.size() <= second) {
      timeline.add(new Second());
    }
    return timeline.get(second);
  }

  private static int second(long nanos) {
    return (int) TimeUnit.NANOSECONDS.toSeconds(nanos);
  }

  void took(Duration whole) {
    time = whole;
  }

  /** From the first call's time to the last answer. */
  public Duration time() {
    return time;
  }

  /** Latencies of successful calls. */
  public Latencies latencies() {
    return all;
  }

  /** The same by kind of call. */
  public Map<String, Latencies> byKind() {
    return byKind;
  }

  /** How many calls of each kind were answered with which status; 0 is no answer. */
  public Map<String, Map<Integer, Long>> statuses() {
    return statuses;
  }

  /** Successful calls that ended in each second of the run: the goodput. */
  public List<Long> bySecond() {
    return bySecond;
  }

  /** What came of the calls of each second, by when they were to be sent. */
  public List<Second> timeline() {
    return timeline;
  }

  /** Successful calls a second over the last so many whole seconds. */
  public double perSecondAtEnd(int seconds) {
    int whole = bySecond.size() - 1;
    return bySecond.subList(Math.max(0, whole - seconds), Math.max(0, whole)).stream()
        .mapToLong(Long::longValue)
        .average()
        .orElse(0);
  }

  /** Calls that were answered as wanted: 2xx and 304. */
  public long succeeded() {
    return count(Outcome::isSuccess);
  }

  /** Calls that were turned away for lack of room: 429 and 503. */
  public long shed() {
    return count(Outcome::isShed);
  }

  /** Everything else. */
  public long failed() {
    return count(status -> !isSuccess(status) && !isShed(status));
  }

  /** Everything else, by kind of call and status. */
  public Map<String, Long> failures() {
    Map<String, Long> failures = new TreeMap<>();
    statuses.forEach(
        (kind, counts) ->
            counts.forEach(
                (status, count) -> {
                  if (!isSuccess(status) && !isShed(status)) {
                    failures.put(
                        kind + (status == NO_ANSWER ? " without an answer" : " " + status), count);
                  }
                }));
    return failures;
  }

  /** Successful calls in a second. */
  public double perSecond() {
    return succeeded() / (time.toNanos() / 1e9);
  }

  private long count(IntPredicate wanted) {
    return statuses.values().stream()
        .flatMap(kind -> kind.entrySet().stream())
        .filter(entry -> wanted.test(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean isShed(int status) {
    return status == TOO_MANY || status == UNAVAILABLE;
  }

  private static boolean isSuccess(int status) {
    return status >= SUCCESS && status < REDIRECTION;
  }
}
