package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.local.suite.Suite;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A session that is ended in one service is over in the other. */
class SignOutIT {

  private final Suite suite = SharedSuite.running();
  private final Api api = new Api(suite.url());

  @Test
  void endsAnAccessTokenInEveryService() {
    // given
    Person person = Person.signUp(api);
    Person stays = Person.signUp(api);
    assertThat(empty(person)).isEqualTo(400);

    // when
    assertThat(api.delete("/v1/sessions/current", person.token()).status()).isEqualTo(204);

    // then: at once here, within a second there
    assertThat(get("/v1/users/me", person).status()).isEqualTo(401);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> empty(person) == 401);
    assertThat(empty(stays)).isEqualTo(400);
  }

  @Test
  void goesOnThroughARestartOfAnEmptyRedis() {
    // given
    Person out = Person.signUp(api);
    Person in = Person.signUp(api);
    assertThat(api.delete("/v1/sessions/current", out.token()).status()).isEqualTo(204);

    // when
    suite.redis().process().kill();
    assertThat(get("/v1/users/me", in).status()).isEqualTo(200);
    assertThat(empty(in)).isEqualTo(400);
    suite.redis().start();

    // then
    Person another = Person.signUp(api);
    assertThat(api.delete("/v1/sessions/current", another.token()).status()).isEqualTo(204);
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> empty(another) == 401);
    assertThat(empty(out)).isEqualTo(401);
    assertThat(empty(in)).isEqualTo(400);
  }

  /** The status of an upload without bytes: 400 for who may upload. */
  private int empty(Person person) {
    return api.upload(person.token(), "image/jpeg", new byte[0]).status();
  }

  private Api.Answer get(String path, Person person) {
    return api.send("GET", path, person.token(), List.of(), BodyPublishers.noBody());
  }
}
