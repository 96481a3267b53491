package dev.tenk.worker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobJournalTests {

  private final UUID event = UUID.randomUUID();

  @TempDir Path directory;

  @Test
  void countsTheProcessesThatDiedWithAJob() {
    journal().begin(event);
    assertThat(journal().deaths(event)).isEqualTo(1);

    journal().begin(event);
    assertThat(journal().deaths(event)).isEqualTo(2);

    journal().end(event);
    assertThat(journal().deaths(event)).isZero();
  }

  @Test
  void forgetsWhatIsOlderThanADay() {
    journal().begin(event);

    var tomorrow = new JobJournal(directory, Instant.now().plus(Duration.ofHours(25)));

    assertThat(tomorrow.deaths(event)).isZero();
  }

  @Test
  void remembersNothingWhereItCannotWrite() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "no directory");
    var journal = new JobJournal(file.resolve("below"), Instant.now());

    journal.begin(event);

    assertThat(journal.deaths(event)).isZero();
    journal.end(event);
  }

  private JobJournal journal() {
    return new JobJournal(directory, Instant.now());
  }
}
