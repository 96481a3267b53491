package dev.tenk.embedded.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it can be found again by another run: an id alone may meanwhile belong to some other
 * process, an id with the time of its start does not.
 *
 * @param pid process id
 * @param started when it started
 */
public record ProcessIdentity(long pid, Instant started) {
  /** The kernel counts starts from a boot time whose seconds may be adjusted. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  public static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** The process, while it lives. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle candidate) {
    return candidate
        .info()
        .startInstant()
        .map(start -> Duration.between(started, start).abs().compareTo(CLOCK_TOLERANCE) <= 0)
        .orElse(false);
  }
}
