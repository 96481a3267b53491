package dev.tenk.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wanted together is sent together, and each has the answer that is its own. */
class GatheredCommandsTest {

  private static OwnRedis server;

  private final List<Runnable> later = new ArrayList<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();

  private GatheredCommands commands;

  @BeforeAll
  static void start() {
    server = new OwnRedis();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void gather() {
    commands = new GatheredCommands(noting(server.client()), later::add);
  }

  @Test
  void sendsTogetherWhatIsWantedTogether() throws Exception {
    // when
    List<Future<Response>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(commands.send(echo("answer " + i)));
    }
    sendNow();

    // then
    for (int i = 0; i < 100; i++) {
      assertThat(textOf(answers.get(i))).isEqualTo("answer " + i);
    }
    assertThat(sent).containsExactly("batch of 64", "batch of 36");
  }

  @Test
  void sendsOneAlone() throws Exception {
    Future<Response> answer = commands.send(echo("one"));
    sendNow();

    assertThat(textOf(answer)).isEqualTo("one");
    assertThat(sent).containsExactly("send");
  }

  @Test
  void oneThatFailsIsNoFailureOfItsNeighbours() throws Exception {
    // when
    Future<Response> before = commands.send(echo("before"));
    Future<Response> wrong = commands.send(Request.cmd(Command.EVALSHA).arg("none").arg(0));
    Future<Response> after = commands.send(echo("after"));
    sendNow();

    // then
    assertThat(textOf(before)).isEqualTo("before");
    assertThat(textOf(after)).isEqualTo("after");
    assertThat(failureOf(wrong)).hasMessageStartingWith("NOSCRIPT");
  }

  @Test
  void allFailWhereThereIsNoServer() throws Exception {
    commands = new GatheredCommands(noting(server.clientOf("redis://127.0.0.1:1")), later::add);

    Future<Response> one = commands.send(echo("one"));
    Future<Response> other = commands.send(echo("other"));
    sendNow();

    assertThat(failureOf(one)).isNotNull();
    assertThat(failureOf(other)).isNotNull();
  }

  private void sendNow() {
    assertThat(later).hasSize(1);
    later.removeFirst().run();
  }

  private static Request echo(String text) {
    return Request.cmd(Command.ECHO).arg(text);
  }

  private static String textOf(Future<Response> answer) throws Exception {
    return answer.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS).toString();
  }

  private static Throwable failureOf(Future<Response> answer) throws Exception {
    return answer
        .toCompletionStage()
        .<Throwable>handle((_, failure) -> failure)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  /** The client, of which it is noted what is called. */
  private Redis noting(Redis client) {
    return (Redis)
        Proxy.newProxyInstance(
            Redis.class.getClassLoader(),
            new Class<?>[] {Redis.class},
            (_, method, arguments) -> {
              sent.add(
                  method.getName().equals("batch")
                      ? "batch of " + ((List<?>) arguments[0]).size()
                      : method.getName());
              return method.invoke(client, arguments);
            });
  }
}
