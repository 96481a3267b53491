package dev.tenk.local.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.local.suite.Suite;
import dev.tenk.local.trace.ReceivedSpan;
import dev.tenk.local.trace.ReceivedSpan.Kind;
import java.awt.Color;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One trace from an upload through the outbox and the queue to the worker and back. */
class TraceIT {

  private static final String CALLER = "00f067aa0ba902b7";

  private final Suite suite = SharedSuite.running();
  private final Api api = new Api(suite.url());

  @Test
  void anUploadIsOneTraceThroughAllProcesses() throws IOException {
    // given
    Person person = Person.signUp(api);
    String trace = newTrace();

    // when
    String id = upload(person, trace, "01");
    person.awaitEnd(id);

    // then: each span is caused by one of the service before, up to the caller
    ReceivedSpan recorded = await(trace, "media-service", Kind.CONSUMER, "process media.results");
    ReceivedSpan reported = cause(recorded, "worker-service", Kind.PRODUCER);
    ReceivedSpan worked = cause(reported, "worker-service", Kind.CONSUMER);
    ReceivedSpan sent = cause(worked, "media-service", Kind.PRODUCER);
    ReceivedSpan accepted = cause(sent, "media-service", Kind.SERVER);
    assertThat(worked.name()).isEqualTo("process media.uploaded");
    assertThat(sent.name()).isEqualTo("send media.uploaded");
    assertThat(accepted.parent()).isEqualTo(CALLER);
    assertThat(accepted.endNanos()).isLessThan(recorded.endNanos());
  }

  @Test
  void whatWasAskedOfEnginesIsPartOfIt() throws IOException {
    // given
    Person person = Person.signUp(api);
    String trace = newTrace();

    // when
    String id = upload(person, trace, "01");
    person.awaitEnd(id);
    await(trace, "media-service", Kind.CONSUMER, "process media.results");

    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(suite.traces().spans(trace))
                    .anyMatch(span -> asks(span, "postgresql", Kind.SERVER))
                    .anyMatch(span -> asks(span, "postgresql", Kind.CONSUMER))
                    .anyMatch(span -> asks(span, "redis", Kind.SERVER))
                    .anyMatch(span -> span.name().equals("blob stage"))
                    .anyMatch(
                        span ->
                            span.service().equals("worker-service")
                                && span.name().equals("derive variants"))
                    .noneMatch(span -> span.attributes().toString().contains(person.id())));
  }

  @Test
  void whatItsCallerDoesNotWantTracedIsNot() throws IOException {
    // given
    Person person = Person.signUp(api);
    String untraced = newTrace();

    // when: and then one that is, which is told after it
    person.awaitEnd(upload(person, untraced, "00"));
    String traced = newTrace();
    String id = upload(person, traced, "01", Color.PINK);
    person.awaitEnd(id);
    await(traced, "media-service", Kind.CONSUMER, "process media.results");

    // then
    assertThat(suite.traces().spans(untraced)).isEmpty();
  }

  @Test
  void whereTheTimeWentIsToldAsText() throws IOException {
    // given
    Person person = Person.signUp(api);
    String trace = newTrace();
    person.awaitEnd(upload(person, trace, "01"));
    await(trace, "media-service", Kind.CONSUMER, "process media.results");

    // when
    Api.Answer told = api.get("/traces/" + trace);

    // then
    assertThat(told.status()).isEqualTo(200);
    assertThat(new String(told.bytes(), UTF_8))
        .contains(
            "media-service: POST /v1/media",
            "worker-service: process media.uploaded",
            "the broker's acceptance",
            "media-service: postgresql");
    assertThat(api.get("/traces/unknown").status()).isEqualTo(404);
  }

  private static String newTrace() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private String upload(Person person, String trace, String flags) throws IOException {
    return upload(person, trace, flags, Color.MAGENTA);
  }

  private String upload(Person person, String trace, String flags, Color color) throws IOException {
    Api.Answer answer =
        api.send(
            "POST",
            "/v1/media",
            person.token(),
            List.of(
                "Content-Type",
                "image/jpeg",
                "traceparent",
                "00-%s-%s-%s".formatted(trace, CALLER, flags)),
            BodyPublishers.ofByteArray(Photo.plain(60, 40, color)));
    assertThat(answer.status()).isEqualTo(202);
    return answer.json().get("id").asText();
  }

  private ReceivedSpan await(String trace, String service, Kind kind, String name) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                suite.traces().spans(trace).stream()
                    .filter(span -> span.service().equals(service) && span.kind() == kind)
                    .filter(span -> span.name().equals(name))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  /** The nearest span of this kind that caused another; all between are of its service. */
  private ReceivedSpan cause(ReceivedSpan of, String service, Kind kind) {
    ReceivedSpan found = of;
    do {
      ReceivedSpan before = found;
      found =
          Awaitility.await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> find(before.trace(), before.parent()), span -> span != null);
      assertThat(found.service()).as("%s, which caused %s", found, before).isEqualTo(service);
    } while (found.kind() != kind);
    return found;
  }

  private ReceivedSpan find(String trace, String id) {
    return suite.traces().spans(trace).stream()
        .filter(span -> span.id().equals(id))
        .findFirst()
        .orElse(null);
  }

  /** Whether a span asks this engine, on behalf of a span of this kind. */
  private boolean asks(ReceivedSpan span, String system, Kind behalf) {
    String of =
        span.attributes()
            .getOrDefault("db.system.name", span.attributes().getOrDefault("db.system", ""));
    if (!of.equals(system)) {
      return false;
    }
    ReceivedSpan at = span;
    while (at != null && at.kind() != behalf && at.service().equals(span.service())) {
      at = find(at.trace(), at.parent());
    }
    return at != null && at.kind() == behalf;
  }
}
