package dev.tenk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutLockTest {
  @TempDir private Path state;

  @Test
  void aSecondRunIsToldWhoRuns() throws IOException {
    long pid = ProcessHandle.current().pid();
    try (CheckoutLock lock = CheckoutLock.take(state)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> CheckoutLock.take(state))
          .hasMessage(
              "The suite runs here already, as process %d: stop it with Ctrl-C, or 'kill %1$d'"
                  .formatted(pid));
    }
  }

  @Test
  void theLockOfAnEndedRunIsTaken() throws IOException {
    CheckoutLock.take(state).close();

    try (CheckoutLock next = CheckoutLock.take(state)) {
      assertThat(next).isNotNull();
      assertThat(Files.readString(state.resolve("lock")))
          .isEqualTo(ProcessHandle.current().pid() + "\n");
    }
  }
}
