package dev.tenk.local.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.process.Ports;
import dev.tenk.local.mailbox.Mailbox;
import dev.tenk.local.mailbox.MailboxPages;
import dev.tenk.local.service.Service;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OriginTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile Handler<HttpServerRequest> service = request -> request.response().end();
  private final Mailbox mailbox = Mailbox.listen(InstantSource.system());
  private Origin origin;
  private int servicePort;

  @BeforeEach
  void listen() {
    servicePort =
        vertx
            .createHttpServer()
            .requestHandler(request -> service.handle(request))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    origin =
        Origin.listen(
            0,
            Map.of(Service.USER, servicePort, Service.MEDIA, Ports.free()),
            new MailboxPages(mailbox));
  }

  @AfterEach
  void close() {
    origin.close();
    mailbox.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    client.close();
  }

  @Test
  void anUnknownPathIsAProblem() throws Exception {
    HttpResponse<String> answer = get("/q/metrics");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"type":"urn:tenk:problem:not-found","title":"Not Found","status":404,\
            "detail":"There is nothing at this path.","instance":"urn:tenk:request:%s"}\
            """
                .formatted(answer.headers().firstValue("x-request-id").orElseThrow()));
  }

  @Test
  void aServiceThatIsDownIsAProblemToTryAgain() throws Exception {
    HttpResponse<String> answer = get("/v1/media/1");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("retry-after")).contains("1");
    assertThat(answer.body()).contains("\"type\":\"urn:tenk:problem:unavailable\"");
  }

  @Test
  void aServiceThatHangsUpIsAProblemToTryAgain() throws Exception {
    service = request -> request.connection().close();

    HttpResponse<String> answer = get("/v1/users/me");

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.headers().firstValue("retry-after")).contains("1");
    assertThat(answer.body()).contains("\"type\":\"urn:tenk:problem:bad-gateway\"");
  }

  @Test
  void theClientsAddressIsAppendedToWhatItClaims() throws Exception {
    service =
        request ->
            request
                .response()
                .end(
                    String.join(
                        "|",
                        request.headers().getAll("X-Forwarded-For").toString(),
                        request.getHeader("X-Forwarded-Proto"),
                        request.getHeader("Host"),
                        String.valueOf(request.getHeader("Forwarded"))));

    HttpRequest request =
        HttpRequest.newBuilder(uri("/v1/users"))
            .header("X-Forwarded-For", "203.0.113.7")
            .header("X-Forwarded-Proto", "https")
            .header("Forwarded", "for=203.0.113.8")
            .build();

    assertThat(client.send(request, BodyHandlers.ofString()).body())
        .isEqualTo("[203.0.113.7, 127.0.0.1]|http|localhost:" + origin.port() + "|null");
  }

  @Test
  void anAnswerIsPassedOnWhileItIsStillBeingWritten() throws Exception {
    var goOn = new CompletableFuture<Void>();
    service =
        request -> {
          request
              .response()
              .setChunked(true)
              .putHeader("Content-Type", "text/event-stream")
              .write("data: 1\n\n");
          goOn.thenRun(() -> request.response().end("data: 2\n\n"));
        };

    HttpResponse<InputStream> answer =
        client.send(HttpRequest.newBuilder(uri("/v1/users")).build(), BodyHandlers.ofInputStream());
    String first = new String(answer.body().readNBytes(9), StandardCharsets.UTF_8);
    goOn.complete(null);

    assertThat(first).isEqualTo("data: 1\n\n");
    assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("data: 2\n\n");
  }

  @Test
  void aBodyIsPassedOnWhole() throws Exception {
    byte[] body = new byte[25 << 20];
    service =
        request ->
            request
                .body()
                .onSuccess(received -> request.response().end(Integer.toString(received.length())));

    HttpRequest upload =
        HttpRequest.newBuilder(uri("/v1/users"))
            .expectContinue(true)
            .POST(BodyPublishers.ofByteArray(body))
            .build();

    assertThat(client.send(upload, BodyHandlers.ofString()).body())
        .isEqualTo(Integer.toString(body.length));
  }

  @Test
  void aBodyOfUnknownLengthIsPassedOnForClientsThatWouldSpeakHttp2() throws Exception {
    byte[] body = new byte[1 << 20];
    service =
        request ->
            request
                .body()
                .onSuccess(received -> request.response().end(Integer.toString(received.length())));

    try (HttpClient modern = HttpClient.newHttpClient()) {
      for (int i = 0; i < 2; i++) { // the first would upgrade, the second be spoken in HTTP/2
        HttpRequest upload =
            HttpRequest.newBuilder(uri("/v1/users"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .timeout(Duration.ofSeconds(60))
                .build();

        assertThat(modern.send(upload, BodyHandlers.ofString()).body())
            .isEqualTo(Integer.toString(body.length));
      }
    }
  }

  @Test
  void aSlowServiceHoldsTheSenderBack() throws Exception {
    service = HttpServerRequest::pause;
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), origin.port())) {
      String head =
          "POST /v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857600\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

      var sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  socket.getOutputStream().write(new byte[100 << 20]);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });

      assertThat(sending)
          .failsWithin(1, TimeUnit.SECONDS)
          .withThrowableOfType(TimeoutException.class);
    }
  }

  @Test
  void anEarlyRefusalOfALargeBodyReachesTheSender() throws Exception {
    service =
        request ->
            request.response().setStatusCode(413).putHeader("Connection", "close").end("too large");
    HttpRequest upload =
        HttpRequest.newBuilder(uri("/v1/users"))
            .POST(BodyPublishers.ofByteArray(new byte[25 << 20]))
            .build();

    HttpResponse<String> answer = client.send(upload, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).isEqualTo("too large");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create(origin.url() + path);
  }
}
