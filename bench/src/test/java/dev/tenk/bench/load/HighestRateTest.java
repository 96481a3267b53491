package dev.tenk.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a server that refuses as soon as it is asked for too much. */
class HighestRateTest {

  private static final int MOST = 1_234;

  private final AtomicInteger status = new AtomicInteger(200);
  private final List<Double> tried = new ArrayList<>();
  private final HttpServer server;

  HighestRateTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 1_000, 9_000})
  void findsTheRateFromAboveAndBelow(double from) throws Exception {
    assertThat(found(from, rate -> rate > MOST)).isBetween(MOST / 1.06, 1.0 * MOST);
    assertThat(tried).hasSizeLessThan(25);
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 1_000, 9_000})
  void aSingleStopIsNotTheRates(double from) throws Exception {
    double stopped = 1_000;

    double found =
        found(
            from,
            rate ->
                rate > MOST || rate < stopped && tried.stream().filter(rate::equals).count() == 1);

    assertThat(found).isBetween(MOST / 1.06, 1.0 * MOST);
  }

  @Test
  void aRateThatIsMissedTwiceIsMissed() throws Exception {
    assertThat(found(10, _ -> true)).isZero();
    assertThat(tried).containsExactly(10.0, 10.0);
  }

  private double found(double from, Predicate<Double> refused) throws Exception {
    int port = server.getAddress().getPort();
    try (var generator = new LoadGenerator(1)) {
      return new HighestRate(10_000, Duration.ofMillis(1))
          .find(
              from,
              (rate, time) -> {
                tried.add(rate);
                status.set(refused.test(rate) ? 503 : 200);
                return generator.run(() -> Call.get("any", port, "/"), 100, Duration.ofMillis(20));
              });
    }
  }
}
