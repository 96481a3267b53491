package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.process.Ports;
import dev.tenk.embedded.process.TemporaryHome;
import dev.tenk.local.chaos.Books;
import dev.tenk.local.chaos.Chaos;
import dev.tenk.local.suite.Suite;
import dev.tenk.local.suite.SuiteSettings;
import dev.tenk.local.terminal.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The short form of {@code ./tenk chaos}: every fault once, on a suite of its own whose engines
 * keep what they accept.
 */
@Tag("long")
class ChaosIT {

  @Test
  void whatIsPromisedHappensWhateverDiesInBetween() throws Exception {
    var progress = new Progress(System.out, InstantSource.system());
    try (TemporaryHome home = TemporaryHome.createDurable();
        Suite suite =
            Suite.listen(
                new SuiteSettings(
                    Path.of("..").toAbsolutePath().normalize(),
                    SharedSuite.FLAVOUR,
                    home.home(),
                    Ports.free(),
                    Chaos.SETTINGS),
                progress)) {
      suite.start();

      Books books = new Chaos(suite, null, Duration.ofSeconds(3), progress::say).run(Duration.ZERO);

      books.lines().forEach(System.out::println);
      assertThat(books.balance()).as(String.join("\n", books.lines())).isTrue();
      assertThat(books.accepted()).isGreaterThan(20);
    }
  }
}
