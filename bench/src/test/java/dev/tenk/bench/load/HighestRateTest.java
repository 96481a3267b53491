package dev.tenk.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a server that refuses as soon as it is asked for too much. */
class HighestRateTest {

  @ParameterizedTest
  @ValueSource(doubles = {100, 1_000, 9_000})
  void findsTheRateFromAboveAndBelow(double from) throws Exception {
    List<Double> tried = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(tried.getLast() > 1_234 ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
    try (var generator = new LoadGenerator(1)) {
      int port = server.getAddress().getPort();
      double found =
          new HighestRate(10_000, Duration.ofMillis(1))
              .find(
                  from,
                  (rate, time) -> {
                    tried.add(rate);
                    Outcome outcome =
                        generator.run(() -> Call.get("any", port, "/"), 100, Duration.ofMillis(20));
                    return outcome;
                  });

      assertThat(found).isBetween(1_234 / 1.06, 1_234.0);
      assertThat(tried).hasSizeLessThan(15);
    } finally {
      server.stop(0);
    }
  }
}
