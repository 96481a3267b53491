package dev.tenk.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLedgerTest {
  @TempDir private Path directory;

  @Test
  void endsWhatAnEarlierRunLeft() throws IOException {
    Process left = new ProcessBuilder("sleep", "600").start();
    ledger().record(entry("left", ProcessIdentity.of(left.toHandle())));

    List<ProcessLedger.Entry> ended = ledger().endLeftovers();

    assertThat(ended).extracting(ProcessLedger.Entry::name).containsExactly("left");
    assertThat(left.isAlive()).isFalse();
    assertThat(ledger().alive()).isEmpty();
  }

  @Test
  void leavesAProcessAloneThatHasTheSameIdButAnotherStart() throws IOException {
    Process other = new ProcessBuilder("sleep", "600").start();
    try {
      ProcessIdentity now = ProcessIdentity.of(other.toHandle());
      ledger().record(entry("old", new ProcessIdentity(now.pid(), now.started().minusSeconds(60))));

      assertThat(ledger().endLeftovers()).isEmpty();
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void killsWhatDoesNotEndInTime() throws IOException {
    Process stubborn = new ProcessBuilder("sh", "-c", "trap '' TERM; echo; exec sleep 600").start();
    stubborn.getInputStream().read();
    var ledger = new ProcessLedger(directory.resolve("processes"), Duration.ofMillis(100));
    ledger.record(entry("stubborn", ProcessIdentity.of(stubborn.toHandle())));

    ledger.endLeftovers();

    assertThat(stubborn.isAlive()).isFalse();
  }

  @Test
  void readsPastALineCutOffByAKill() throws IOException {
    Files.writeString(directory.resolve("processes"), "broker 12");

    assertThat(ledger().alive()).isEmpty();
  }

  private ProcessLedger ledger() {
    return new ProcessLedger(directory.resolve("processes"));
  }

  private static ProcessLedger.Entry entry(String name, ProcessIdentity identity) {
    return new ProcessLedger.Entry(name, identity, Signal.TERM);
  }
}
