package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.local.chaos.Books;
import dev.tenk.local.chaos.Chaos;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./tenk chaos}: every fault once. */
class ChaosIT {

  @Test
  void whatIsPromisedHappensWhateverDiesInBetween() throws Exception {
    var chaos = new Chaos(SharedSuite.running(), Duration.ofSeconds(3), System.out::println);

    Books books = chaos.run(Duration.ZERO);

    books.lines().forEach(System.out::println);
    assertThat(books.balance()).as(String.join("\n", books.lines())).isTrue();
    assertThat(books.accepted()).isGreaterThan(20);
  }
}
