package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.test.EventStream;
import dev.tenk.local.chaos.RollingRestart;
import dev.tenk.local.suite.Suite;
import java.awt.Color;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pods of every service are replaced under load, and nobody notices. */
@Tag("long")
class RollingRestartIT {

  private final Suite suite = SharedSuite.running();
  private final Api api = new Api(suite.url());

  @Test
  void nothingIsLostOrDoubledAndNoRequestFails(@TempDir Path scratch) throws Exception {
    // given: somebody who follows their media
    Person person = Person.signUp(api);
    URI events = URI.create(suite.url() + "/v1/events");
    String seen;
    RollingRestart.Outcome outcome;
    try (EventStream stream = EventStream.open(events, person.token(), null)) {
      assertThat(stream.status()).isEqualTo(200);

      // when
      outcome = new RollingRestart(suite, scratch, System.out::println).run();

      // then: the stream has ended in order, and goes on from where it was elsewhere
      stream.awaitEnd();
      seen = stream.lastEventId();
    }
    String medium = person.upload(Photo.plain(60, 40, Color.CYAN));
    person.awaitEnd(medium);
    try (EventStream again = EventStream.open(events, person.signIn(), seen)) {
      assertThat(again.next().data()).contains(medium).contains("\"status\":\"ready\"");
    }

    // and
    outcome.books().lines().forEach(System.out::println);
    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.books().balance()).as(String.join("\n", outcome.books().lines())).isTrue();
    assertThat(outcome.books().accepted()).isGreaterThan(10);
    assertThat(outcome.reads()).isGreaterThan(100);
  }
}
