package dev.tenk.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SameAnswersTest {

  private static final String TOKEN = "Bearer " + "a".repeat(40);

  private final SameAnswers same = new SameAnswers();
  private final HttpServer server = started();

  @AfterEach
  void stop() {
    same.close();
    server.stop(0);
  }

  @Test
  void takesMembersInAnyOrder() throws Exception {
    URI wanted = answering("/wanted", 200, "{\"a\":1,\"b\":null}", true);
    URI given = answering("/given", 200, "{ \"b\": null, \"a\": 1 }", true);

    assertThat(same.require(wanted, given, TOKEN).path("a").asInt()).isEqualTo(1);
  }

  @Test
  void refusesAMissingMember() {
    URI wanted = answering("/wanted", 200, "{\"a\":1,\"b\":null}", true);
    URI given = answering("/given", 200, "{\"a\":1}", true);

    assertThatIllegalStateException()
        .isThrownBy(() -> same.require(wanted, given, TOKEN))
        .withMessageContaining("answers otherwise");
  }

  @Test
  void refusesAnotherStatus() {
    URI wanted = answering("/wanted", 404, "{}", true);
    URI given = answering("/given", 200, "{}", true);

    assertThatIllegalStateException().isThrownBy(() -> same.require(wanted, given, TOKEN));
  }

  @Test
  void refusesWhoTakesASpoiltToken() {
    URI wanted = answering("/wanted", 200, "{}", true);
    URI given = answering("/given", 200, "{}", false);

    assertThatIllegalStateException()
        .isThrownBy(() -> same.require(wanted, given, TOKEN))
        .withMessageContaining("spoilt token");
  }

  private static HttpServer started() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private URI answering(String path, int status, String body, boolean verifies) {
    server.createContext(
        path,
        exchange -> {
          String token = exchange.getRequestHeaders().getFirst("Authorization");
          boolean refused = verifies && token != null && !token.equals(TOKEN);
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(refused ? 401 : status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
