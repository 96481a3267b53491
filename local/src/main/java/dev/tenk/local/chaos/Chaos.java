package dev.tenk.local.chaos;

import dev.tenk.local.suite.Suite;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable BlobDisk disk;

  /** Bytes of no medium are collected soon enough to be waited for; for the suite's settings. */
  public static final Map<String, String> SETTINGS =
      Map.of("TENK_COLLECT_EVERY", "5S", "TENK_COLLECT_GRACE", "30S");

  /**
   * For a suite that was started with {@link #SETTINGS}; afterwards it runs again.
   *
   * @param disk where its blobs are, which is filled too; null where none could be had
   * @param pause how long a paused part does not answer
   * @param say takes a line for each fault
   */
  public Chaos(Suite suite, @Nullable BlobDisk disk, Duration pause, Consumer<String> say) {
    this.disk = disk;
    this.suite = suite;
    this.pause = pause;
    this.say = say;
  }

  /** Goes through all faults once, and again until the time is over. */
  public Books run(Duration atLeast) throws IOException, InterruptedException, SQLException {
    Load load = Load.start(suite, UPLOADERS);
    long end = System.nanoTime() + atLeast.toNanos();
    try {
      do {
        faults();
      } while (System.nanoTime() - end < 0);
      Thread.sleep(QUIET_MILLIS);
    } finally {
      load.stop();
    }
    return load.books();
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
    if (disk != null) {
      Thread.sleep(QUIET_MILLIS);
      fill(disk);
    }
  }

  private void fill(BlobDisk full) throws InterruptedException {
    say.accept("filling the disk of the blobs");
    full.fill();
    try {
      Thread.sleep(pause);
    } finally {
      full.free();
    }
  }
}
