package dev.tenk.platform.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that answers when the test says so. */
class LoadShedderTest {

  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<RoutingContext> held = new LinkedBlockingQueue<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws Exception {
    var shedder =
        new LoadShedder(
            new LoadLimitTest.Bounds(2, 1, 2),
            (method, path, signedIn) -> Urgency.HIGH,
            metrics,
            System::nanoTime);
    Router router = Router.router(vertx);
    router.route().handler(shedder);
    router.route("/held").handler(held::add);
    router.route("/at-once").handler(context -> context.response().end());
    router.route().failureHandler(context -> context.response().setStatusCode(503).end());
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    client.shutdownNow(); // requests may be held when a test fails
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void whatIsOverTheLimitIsRefusedUntilOneIsAnswered() throws Exception {
    CompletableFuture<HttpResponse<String>> first = send("/held");
    CompletableFuture<HttpResponse<String>> second = send("/held");
    RoutingContext one = take();
    RoutingContext other = take();

    assertThat(status(send("/held"))).isEqualTo(503);
    assertThat(status(send("/at-once"))).isEqualTo(503);
    assertThat(metrics.get("tenk.load.refused").tag("urgency", "high").counter().count())
        .isEqualTo(2);

    one.response().end();
    awaitInHand(1);
    assertThat(status(send("/at-once"))).isEqualTo(200);

    other.response().end();
    assertThat(status(first)).isEqualTo(200);
    assertThat(status(second)).isEqualTo(200);
    awaitInHand(0);
  }

  @Test
  void aLostConnectionMakesRoom() throws Exception {
    // the client sends a GET again by itself
    CompletableFuture<HttpResponse<String>> abandoned =
        client.sendAsync(
            request("/held").POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    RoutingContext context = take();
    awaitInHand(1);

    context.request().connection().close();

    assertThat(abandoned).failsWithin(30, TimeUnit.SECONDS);
    awaitInHand(0);
  }

  @Test
  void whatIsAnsweredAtOnceIsNotInHandAfterwards() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(status(send("/at-once"))).isEqualTo(200);
    }

    awaitInHand(0);
    assertThat(metrics.get("tenk.load.limit").gauge().value()).isEqualTo(2);
  }

  private CompletableFuture<HttpResponse<String>> send(String path) {
    return client.sendAsync(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
  }

  private static int status(CompletableFuture<HttpResponse<String>> answer) throws Exception {
    return answer.get(30, TimeUnit.SECONDS).statusCode();
  }

  private RoutingContext take() throws InterruptedException {
    RoutingContext context = held.poll(30, TimeUnit.SECONDS);
    assertThat(context).isNotNull();
    return context;
  }

  private void awaitInHand(int number) {
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> metrics.get("tenk.load.in.hand").gauge().value() == number);
  }
}
