package dev.tenk.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadGeneratorTest {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private LoadGenerator generator;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    generator = new LoadGenerator(1);
  }

  @AfterEach
  void stop() throws Exception {
    generator.close();
    server.stop(0);
    threads.close();
  }

  @Test
  void sendsWhatWasAskedForAndCountsWhatCameOfIt() throws Exception {
    server.createContext(
        "/", exchange -> answer(exchange, asked.incrementAndGet() % 4 == 0 ? 503 : 200));

    Outcome outcome = generator.run(this::call, 100, Duration.ofSeconds(1));

    assertThat(asked).hasValue(100);
    assertThat(outcome.succeeded()).isEqualTo(75);
    assertThat(outcome.shed()).isEqualTo(25);
    assertThat(outcome.failed()).isZero();
    assertThat(outcome.bySecond().stream().mapToLong(Long::longValue).sum()).isEqualTo(75);
  }

  @Test
  void asksForAsMuchAsThereIsFromCallersWhoWait() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          answer(exchange, 200);
        });

    Outcome few = generator.all(this::call, 4, 3);
    Outcome many = generator.all(this::call, 4, 50);

    assertThat(few.succeeded()).isEqualTo(3);
    assertThat(many.succeeded()).isEqualTo(50);
    assertThat(asked).hasValue(53);
  }

  @Test
  void whoWaitsForASlowAnswerOfAnotherIsCountedFromTheirOwnTime() throws Exception {
    var hundredWereDue = new CountDownLatch(100);
    server.createContext(
        "/",
        exchange -> {
          if (asked.incrementAndGet() == 1) {
            await(hundredWereDue);
          }
          answer(exchange, 200);
        });

    Outcome outcome =
        generator.run(
            () -> {
              hundredWereDue.countDown();
              return call();
            },
            200,
            Duration.ofSeconds(1));

    assertThat(outcome.succeeded()).isEqualTo(200);
    // on one connection the first hundred wait for the first answer, half of them 250 ms and more
    assertThat(outcome.latencies().percentile(50)).isGreaterThan(Duration.ofMillis(10));
    assertThat(outcome.latencies().percentile(100)).isGreaterThan(Duration.ofMillis(400));
  }

  @Test
  void countsNoAnswerAsFailed() throws Exception {
    int nobody = server.getAddress().getPort();
    server.stop(0);

    Outcome outcome =
        generator.run(() -> Call.get("nobody", nobody, "/"), 20, Duration.ofMillis(500));

    assertThat(outcome.failed()).isEqualTo(10);
    assertThat(outcome.failures()).isEqualTo(Map.of("nobody without an answer", 10L));
    assertThat(outcome.succeeded()).isZero();
  }

  @Test
  void tellsWhichFailedByStatus() throws Exception {
    server.createContext(
        "/",
        exchange ->
            answer(
                exchange,
                switch (asked.incrementAndGet() % 10) {
                  case 0 -> 500;
                  case 1 -> 404;
                  case 2 -> 429;
                  default -> 200;
                }));

    Outcome outcome = generator.run(this::call, 100, Duration.ofSeconds(1));

    assertThat(outcome.failures())
        .containsExactlyInAnyOrderEntriesOf(Map.of("call 500", 10L, "call 404", 10L));
  }

  @Test
  void callersSendTheNextWhenTheyHaveAnAnswer() throws Exception {
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          answer(exchange, 200);
        });

    Outcome outcome = generator.saturate(this::call, 3, Duration.ofSeconds(1));

    assertThat(outcome.succeeded()).isEqualTo(asked.get()).isGreaterThan(3);
  }

  private Call call() {
    return Call.get("call", server.getAddress().getPort(), "/");
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
