package dev.tenk.platform.caching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tenk.platform.cache.shared.Change;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each pod behind an edge's name is told what has changed. */
class EdgePurgeTest {

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<HttpServer> pods = new ArrayList<>();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() throws Exception {
    pods.forEach(pod -> pod.stop(0));
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void tellsAllAddressesOfTheName() throws Exception {
    // given
    int port = pod("127.0.0.1", 0, 204);
    pod("127.0.0.2", port, 404);
    EdgePurge edge = edge(port, "127.0.0.1", "127.0.0.2");

    // when
    await(edge, change());

    // then: in both forms of the answer
    assertThat(told)
        .containsExactlyInAnyOrder(
            "127.0.0.1 PURGE /v1/users/1 edge:" + port,
            "127.0.0.1 PURGE /v1/users/1 edge:" + port,
            "127.0.0.2 PURGE /v1/users/1 edge:" + port,
            "127.0.0.2 PURGE /v1/users/1 edge:" + port);
    assertThat(count("done")).isEqualTo(4);
  }

  @Test
  void failsWhenOneOfThemIsNotTold() throws Exception {
    // given
    int port = pod("127.0.0.1", 0, 204);
    pod("127.0.0.2", port, 403);
    EdgePurge edge = edge(port, "127.0.0.1", "127.0.0.2");

    // when, then
    assertThatThrownBy(() -> await(edge, change()))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("403");
    assertThat(count("done")).isEqualTo(2);
    assertThat(count("failed")).isEqualTo(2);
  }

  @Test
  void failsWhenTheNameIsUnknown() {
    EdgePurge edge =
        edge(
            80,
            host -> {
              throw new UnknownHostException(host);
            });

    assertThatThrownBy(() -> await(edge, change())).hasCauseInstanceOf(UnknownHostException.class);
    assertThat(count("failed")).isEqualTo(1);
  }

  private double count(String outcome) {
    return metrics.counter("tenk.edge.purges", "outcome", outcome).count();
  }

  private static Change change() {
    return new Change("profiles", "1", UUID.randomUUID(), System.currentTimeMillis());
  }

  private static void await(EdgePurge edge, Change change) throws Exception {
    edge.purge(change).toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private EdgePurge edge(int port, String... addresses) {
    InetAddress[] all = new InetAddress[addresses.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = InetAddress.ofLiteral(addresses[i]);
    }
    return edge(port, host -> all);
  }

  private EdgePurge edge(int port, EdgePurge.Names names) {
    EdgeConfig config =
        new EdgeConfig() {
          @Override
          public Optional<List<URI>> purge() {
            return Optional.of(List.of(URI.create("http://edge:" + port)));
          }

          @Override
          public Duration purgeTimeout() {
            return Duration.ofSeconds(20);
          }

          @Override
          public Duration giveUpAfter() {
            return Duration.ofMinutes(10);
          }
        };
    EdgePurge edge = new EdgePurge(config, names, InstantSource.system(), vertx, metrics);
    edge.shows("profiles", key -> List.of("/v1/users/" + key));
    return edge;
  }

  private int pod(String address, int port, int status) throws IOException {
    HttpServer pod =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(address), port), 0);
    pod.createContext(
        "/",
        exchange -> {
          try (exchange) {
            told.add(
                String.join(
                    " ",
                    address,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Host")));
            exchange.sendResponseHeaders(status, -1);
          }
        });
    pod.start();
    pods.add(pod);
    return pod.getAddress().getPort();
  }
}
