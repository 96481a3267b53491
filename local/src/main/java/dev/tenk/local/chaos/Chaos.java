package dev.tenk.local.chaos;

import dev.tenk.local.suite.Suite;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Kills each part of a running suite by SIGKILL and pauses it, one after another under a steady
 * load of uploads, and then looks at what became of every one that was accepted.
 */
public final class Chaos {

  private static final int UPLOADERS = 4;
  private static final long QUIET_MILLIS = 2_000;
  private static final long DOWN_MILLIS = 1_000;

  private final Suite suite;
  private final Duration pause;
  private final Consumer<String> say;

  /**
   * For a suite that runs; afterwards it runs again.
   *
   * @param pause how long a paused part does not answer
   * @param say takes a line for each fault
   */
  public Chaos(Suite suite, Duration pause, Consumer<String> say) {
    this.suite = suite;
    this.pause = pause;
    this.say = say;
  }

  /** Goes through all faults once, and again until the time is over. */
  public Books run(Duration atLeast) throws IOException, InterruptedException, SQLException {
    List<Uploader> uploaders = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < UPLOADERS; i++) {
      var uploader = new Uploader(suite.url());
      uploader.signUp();
      uploaders.add(uploader);
      threads.add(Thread.ofVirtual().name("uploader-" + i).start(uploader));
    }
    long end = System.nanoTime() + atLeast.toNanos();
    try {
      do {
        faults();
      } while (System.nanoTime() - end < 0);
      Thread.sleep(QUIET_MILLIS);
    } finally {
      uploaders.forEach(Uploader::stop);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return new Bookkeeper(suite, uploaders).close();
  }

  private void faults() throws InterruptedException {
    for (Fault fault : Fault.values()) {
      Thread.sleep(QUIET_MILLIS);
      say.accept("killing " + fault);
      fault.kill(suite, DOWN_MILLIS);
    }
    for (Fault fault : Fault.values()) {
      Thread.sleep(QUIET_MILLIS);
      say.accept("pausing " + fault);
      fault.pause(suite, pause.toMillis());
    }
  }
}
