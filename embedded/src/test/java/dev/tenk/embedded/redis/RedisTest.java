package dev.tenk.embedded.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.embedded.process.EngineHome;
import dev.tenk.embedded.process.TemporaryHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RedisTest {
  @Test
  void asksForThePasswordAndKeepsDurableKeysOverAKill() throws IOException {
    try (TemporaryHome own = TemporaryHome.create();
        Redis redis = new Redis(EngineHome.in(own.directory(), true))) {
      redis.start();
      assertThat(command(redis, "GET kept")).isEqualTo("-NOAUTH Authentication required.");
      assertThat(command(redis, auth(redis), "SET kept 42", "WAIT 0 0")).isEqualTo("+OK");

      redis.process().kill();
      redis.start();

      assertThat(command(redis, auth(redis), "GET kept")).isEqualTo("$2");
      assertThat(command(redis, auth(redis), "CONFIG GET maxmemory")).isEqualTo("*2");
    }
  }

  private static String auth(Redis redis) {
    return "AUTH " + URI.create(redis.url()).getUserInfo().substring(1);
  }

  /**
   * Sends the commands in one go; answers the first line of the answer to the second, or to the
   * only one.
   */
  private static String command(Redis redis, String... commands) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
      String request = String.join("\r\n", commands) + "\r\nQUIT\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.split("\r\n", -1)[commands.length == 1 ? 0 : 1];
    }
  }
}
