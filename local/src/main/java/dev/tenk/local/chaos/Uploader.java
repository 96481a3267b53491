package dev.tenk.local.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One person who uploads one picture after another, and sends each again, with its key, until it is
 * accepted. Runs on a thread of its own.
 */
final class Uploader implements Runnable {

  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");
  private static final Pattern TOKEN = Pattern.compile("\"accessToken\"\\s*:\\s*\"([^\"]+)\"");
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Longer than the whole run and the claim of a key together, which a dead process leaves. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final long PAUSE_MILLIS = 500;
  private static final long RETRY_MILLIS = 250;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String origin;
  private final String handle =
      "c" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  private final String password = UUID.randomUUID().toString();
  private final Queue<UUID> accepted = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
  private volatile boolean running = true;
  private volatile UUID account = new UUID(0, 0);
  private String token = "";

  Uploader(String origin) {
    this.origin = origin;
  }

  /** Signs up and in; everything runs still. */
  void signUp() throws IOException, InterruptedException {
    String body =
        "{\"handle\":\"%s\",\"email\":\"%s@example.org\",\"password\":\"%s\",\"displayName\":\"C\"}"
            .formatted(handle, handle, password);
    HttpResponse<String> user = json("/v1/users", body);
    account = UUID.fromString(first(ID, user.body()));
    signIn();
  }

  UUID account() {
    return account;
  }

  /** Ids of the media whose uploads were accepted. */
  Queue<UUID> accepted() {
    return accepted;
  }

  /** How often which answer came that was no acceptance. */
  Map<String, AtomicInteger> refusals() {
    return refusals;
  }

  void stop() {
    running = false;
  }

  @Override
  public void run() {
    try {
      while (running) {
        upload(Picture.random());
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Goes on after the end of the run until this one is accepted, or its patience is over. */
  private void upload(byte[] picture) throws InterruptedException {
    String key = UUID.randomUUID().toString();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (running || System.nanoTime() - end < 0) {
      try {
        HttpResponse<String> answer = http.send(request(picture, key), BodyHandlers.ofString());
        if (answer.statusCode() == 202) {
          accepted.add(UUID.fromString(first(ID, answer.body())));
          return;
        }
        refused(Integer.toString(answer.statusCode()));
        if (answer.statusCode() == 401) {
          signIn();
        }
      } catch (IOException e) {
        refused(e.getClass().getSimpleName());
      }
      Thread.sleep(RETRY_MILLIS);
    }
  }

  private HttpRequest request(byte[] picture, String key) {
    return HttpRequest.newBuilder(URI.create(origin + "/v1/media"))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token)
        .header("Idempotency-Key", key)
        .header("Content-Type", "image/jpeg")
        .POST(BodyPublishers.ofByteArray(picture))
        .build();
  }

  private void signIn() throws IOException, InterruptedException {
    String body = "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(handle, password);
    token = first(TOKEN, json("/v1/sessions", body).body());
  }

  private HttpResponse<String> json(String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(path + " answered " + answer.statusCode());
    }
    return answer;
  }

  private void refused(String why) {
    refusals.computeIfAbsent(why, first -> new AtomicInteger()).incrementAndGet();
  }

  private static String first(Pattern pattern, String body) throws IOException {
    Matcher found = pattern.matcher(body);
    if (!found.find()) {
      throw new IOException("an answer without " + pattern);
    }
    return found.group(1);
  }
}
