package dev.tenk.local.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who reads the same addresses again and again. Runs on a thread of its own. */
final class Reader implements Runnable {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long PAUSE_MILLIS = 20;
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<URI> addresses;
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final AtomicInteger answered = new AtomicInteger();
  private volatile boolean running = true;

  Reader(List<URI> addresses) {
    this.addresses = addresses;
  }

  /** How many requests were answered as they should be. */
  int answered() {
    return answered.get();
  }

  /** Other answers, and none, by kind. */
  Map<String, Integer> refusals() {
    return refusals;
  }

  void stop() {
    running = false;
  }

  @Override
  public void run() {
    try {
      while (running) {
        for (URI address : addresses) {
          read(address);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(URI address) throws InterruptedException {
    try {
      int status =
          http.send(
                  HttpRequest.newBuilder(address).timeout(TIMEOUT).build(),
                  BodyHandlers.discarding())
              .statusCode();
      if (status == OK) {
        answered.incrementAndGet();
      } else {
        refusals.merge("read " + status, 1, Integer::sum);
      }
    } catch (IOException e) {
      refusals.merge("read " + e.getClass().getSimpleName(), 1, Integer::sum);
    }
  }
}
