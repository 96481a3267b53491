package dev.tenk.embedded.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of server-sent events, as the HTML standard has it, that notes what it gets. */
public final class EventStream implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Optional<Event>> events = new LinkedBlockingQueue<>();
  private volatile String lastEventId = "";
  private volatile String retry = "";
  private volatile int comments;

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
  }

  /** An event; its name is {@code message} where it has none. */
  public record Event(String id, String name, String data) {}

  /**
   * Connects, and reads on until it is closed.
   *
   * @param token access token, or null
   * @param lastEventId where to go on, or null
   */
  public static EventStream open(
      URI address, @Nullable String token, @Nullable String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    var stream =
        new EventStream(HTTP.sendAsync(request.build(), BodyHandlers.ofInputStream()).join());
    Thread.ofVirtual().name("event-stream").start(stream::read);
    return stream;
  }

  /** The answer's status. */
  public int status() {
    return response.statusCode();
  }

  /** A header of the answer, or nothing. */
  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The next event; fails when the stream ends, or none comes in time. */
  public Event next() throws InterruptedException {
    return poll().orElseThrow(() -> new IllegalStateException("the stream has ended"));
  }

  /** Reads on to the end of the stream, whatever comes before it. */
  public void awaitEnd() throws InterruptedException {
    while (poll().isPresent()) {
      // one more
    }
  }

  /** What a client would name when it connects again. */
  public String lastEventId() {
    return lastEventId;
  }

  /** Milliseconds that the server asks to wait before. */
  public String retry() {
    return retry;
  }

  /** How many comments came. */
  public int comments() {
    return comments;
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Event> poll() throws InterruptedException {
    Optional<Event> event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (event == null) {
      throw new IllegalStateException("nothing came within " + LIMIT);
    }
    return event;
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String name = "message";
      StringBuilder data = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            events.add(Optional.of(new Event(lastEventId, name, data.toString())));
          }
          name = "message";
          data.setLength(0);
          continue;
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1).stripLeading();
        switch (field) {
          case "" -> comments++;
          case "id" -> lastEventId = value;
          case "retry" -> retry = value;
          case "event" -> name = value;
          case "data" -> data.append(value);
          default -> {
            // to be ignored
          }
        }
      }
    } catch (IOException e) {
      // broken off, which is an end too
    } finally {
      events.add(Optional.empty());
    }
  }
}
