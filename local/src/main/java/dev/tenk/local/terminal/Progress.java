package dev.tenk.local.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Lines that say what is being started and how long each thing took. May be used by several
 * threads.
 */
public final class Progress {
  private final PrintStream out;
  private final InstantSource clock;

  public Progress(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /** Says something. */
  public synchronized void say(String line) {
    out.println(line);
  }

  /** Does something that takes time, saying when it begins and how long it took. */
  public void step(String name, Runnable action) {
    say("  starting " + name);
    var begin = clock.instant();
    action.run();
    say(
        "  %s is ready after %s"
            .formatted(name, seconds(Duration.between(begin, clock.instant()))));
  }

  /** A duration as people read it. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
  }
}
