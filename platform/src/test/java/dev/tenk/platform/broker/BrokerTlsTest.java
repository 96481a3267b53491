package dev.tenk.platform.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.net.PfxOptions;
import io.vertx.proton.ProtonConnection;
import io.vertx.proton.ProtonServer;
import io.vertx.proton.ProtonServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker whose certificate nobody knows but by the file that is given. */
class BrokerTlsTest {
  private static final int LIMIT_SECONDS = 20;

  @TempDir Path work;

  private final Vertx vertx = Vertx.vertx();
  private final String password = UUID.randomUUID().toString();
  private ProtonServer server;

  @BeforeEach
  void serve() throws Exception {
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost");
    keytool("-exportcert", "-rfc", "-file", work.resolve("ca.crt").toString());
    ProtonServerOptions options = new ProtonServerOptions();
    options
        .setSsl(true)
        .setKeyCertOptions(
            new PfxOptions().setPath(work.resolve("key.p12").toString()).setPassword(password));
    CompletableFuture<ProtonServer> listening = new CompletableFuture<>();
    ProtonServer.create(vertx, options)
        .connectHandler(connection -> connection.openHandler(opened -> open(connection)))
        .listen(
            0,
            "127.0.0.1",
            result -> {
              if (result.succeeded()) {
                listening.complete(result.result());
              } else {
                listening.completeExceptionally(result.cause());
              }
            });
    server = listening.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static void open(ProtonConnection connection) {
    connection.open();
  }

  @AfterEach
  void end() {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void connectsToTheBrokerWhoseCertificateIsTrusted() {
    try (TestBroker broker =
        new TestBroker(url("localhost"), Optional.of(work.resolve("ca.crt")))) {
      Awaitility.await()
          .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
          .until(broker.client()::isConnected);
    }
  }

  @Test
  void refusesTheSameBrokerWithoutTheFileAndUnderAnotherName() {
    try (TestBroker stranger = new TestBroker(url("localhost"));
        TestBroker misnamed =
            new TestBroker(url("127.0.0.1"), Optional.of(work.resolve("ca.crt")))) {
      Awaitility.await()
          .during(1, TimeUnit.SECONDS)
          .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
          .untilAsserted(
              () -> {
                assertThat(stranger.client().isConnected()).isFalse();
                assertThat(misnamed.client().isConnected()).isFalse();
              });
    }
  }

  private String url(String host) {
    return "amqps://" + host + ":" + server.actualPort();
  }

  private void keytool(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                words[0],
                "-keystore",
                work.resolve("key.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                password,
                "-alias",
                "broker"));
    command.addAll(List.of(words).subList(1, words.length));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
