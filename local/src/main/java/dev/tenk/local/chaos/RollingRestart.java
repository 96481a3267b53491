package dev.tenk.local.chaos;

import dev.tenk.local.service.Service;
import dev.tenk.local.service.ServiceProcess;
import dev.tenk.local.suite.Suite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Replaces the pod of each service of a running suite by another and back again, as a rolling
 * update does, while people upload and read: nothing may be lost or doubled, and no request may be
 * answered by an error.
 *
 * <p>A pod is told to end before the origin knows of it, as in a cluster: for a moment it gets
 * requests still, and must have a shutdown delay for that.
 */
public final class RollingRestart {

  private static final int UPLOADERS = 3;
  private static final long LATE_NEWS_MILLIS = 300;
  private static final long QUIET_MILLIS = 500;

  /** How long a pod must go on to answer after it was told to end; for the suite's settings. */
  public static final Map<String, String> SETTINGS = Map.of("QUARKUS_SHUTDOWN_DELAY", "1S");

  private final Suite suite;
  private final Path scratch;
  private final Consumer<String> say;

  /**
   * For a suite that was started with {@link #SETTINGS}; afterwards it runs as before.
   *
   * @param scratch a directory for what the other worker notes
   * @param say takes a line for each step
   */
  public RollingRestart(Suite suite, Path scratch, Consumer<String> say) {
    this.suite = suite;
    this.scratch = scratch;
    this.say = say;
  }

  /**
   * What became of it.
   *
   * @param books of uploads
   * @param reads that were answered
   * @param refused requests that were not answered as they should be, by kind
   */
  public record Outcome(Books books, int reads, Map<String, Integer> refused) {}

  /** Restarts everything once. */
  public Outcome run() throws IOException, InterruptedException, SQLException {
    Load load = Load.start(suite, UPLOADERS);
    var account = load.uploaders().getFirst().account();
    var reader =
        new Reader(
            List.of(
                URI.create(suite.url() + "/v1/users/" + account),
                URI.create(suite.url() + "/v1/media?owner=" + account)));
    Thread reading = Thread.ofVirtual().name("reader").start(reader);
    try {
      for (Service service : Service.values()) {
        roll(service);
      }
      Thread.sleep(QUIET_MILLIS);
    } finally {
      load.stop();
      reader.stop();
    }
    reading.join();
    Books books = load.books();
    Map<String, Integer> refused = new TreeMap<>(books.refusals());
    refused.putAll(reader.refusals());
    return new Outcome(books, reader.answered(), refused);
  }

  private void roll(Service service) throws InterruptedException {
    ServiceProcess own = suite.service(service);
    ServiceProcess other =
        suite.another(service, Map.of("TENK_WORKER_JOURNAL", scratch.resolve("jobs").toString()));
    replace(own, other);
    replace(other, own);
  }

  private void replace(ServiceProcess old, ServiceProcess fresh) throws InterruptedException {
    say.accept("replacing a pod of " + old.service().module());
    fresh.start();
    suite.join(fresh);
    Thread.sleep(QUIET_MILLIS);
    Thread stopping = Thread.ofVirtual().name("pod-stop").start(old::stop);
    Thread.sleep(LATE_NEWS_MILLIS);
    suite.leave(old);
    stopping.join();
  }
}
