package dev.tenk.user.session;

import static dev.tenk.user.Person.post;
import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tenk.embedded.EmbeddedEngines;
import dev.tenk.platform.revocation.RevocationFollower;
import dev.tenk.platform.revocation.RevocationLog;
import dev.tenk.user.Person;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamRange;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Redis is paused, killed, started without data, while people are signed in. */
@QuarkusTest
class RedisOutageTests {

  private static final Duration LONG = Duration.ofSeconds(40);

  @Inject RevocationFollower follower;
  @Inject RevocationLog log;
  @Inject RedisDataSource redis;
  @Inject MeterRegistry metrics;

  @Test
  void goesOnWithTokensAndRefusesWhatIsEndedWhileRedisStandsStill() {
    // given
    Person person = Person.member();
    Response ended = person.signIn();
    Response kept = person.signIn();
    String refresh = refresh(kept).path("refreshToken");
    EmbeddedEngines.redis().process().pause();
    try {
      // when, then: refreshing waits, tokens are good, people can sign in and out
      Response refused = refresh(refresh);
      assertProblem(refused, 503, "sessions-unavailable");
      assertThat(refused.header("Retry-After")).isEqualTo("2");
      assertThat(metrics.counter("tenk.http.shed", "reason", "sessions-unavailable").count())
          .isPositive();
      assertThat(me(kept).statusCode()).isEqualTo(200);
      assertThat(person.signIn().statusCode()).isEqualTo(201);
      assertThat(
              given()
                  .auth()
                  .oauth2(kept.path("accessToken"))
                  .delete("/v1/sessions/" + ended.path("session.id"))
                  .statusCode())
          .isEqualTo(204);
      assertProblem(me(ended), 401, "unauthenticated");
      await().atMost(LONG).until(() -> !follower.isLinked());
    } finally {
      EmbeddedEngines.redis().process().resume();
    }

    // then: nothing was lost, and what was ended meanwhile is told to the others
    await().atMost(LONG).until(() -> refresh(refresh).statusCode() == 200);
    assertProblem(refresh(ended), 401, "session-ended");
    await().atMost(LONG).until(() -> isTold("session " + ended.path("session.id")));
  }

  @Test
  void refillsARedisThatComesBackEmpty() {
    // given
    Person person = Person.member();
    Response before = person.signIn();
    Response during = person.signIn();
    Response kept = person.signIn();
    String refresh = refresh(kept).path("refreshToken");
    signOut(before);

    // when
    EmbeddedEngines.redis().process().kill();
    assertProblem(refresh(refresh), 503, "sessions-unavailable");
    signOut(during);
    EmbeddedEngines.redis().start();

    // then: nobody is signed out by it, and nobody comes back
    await().atMost(LONG).until(() -> refresh(refresh).statusCode() == 200);
    await().atMost(LONG).ignoreExceptions().until(log::exists);
    await().atMost(LONG).until(follower::isLinked);
    for (Response session : new Response[] {before, during}) {
      assertProblem(refresh(session), 401, "session-ended");
      assertProblem(me(session), 401, "unauthenticated");
      await().atMost(LONG).until(() -> isTold("session " + session.path("session.id")));
    }
  }

  private boolean isTold(String revocation) {
    return redis.stream(String.class).xrange("revocations", StreamRange.of("-", "+")).stream()
        .anyMatch(entry -> entry.payload().toString().contains(revocation));
  }

  private static void signOut(Response session) {
    given()
        .auth()
        .oauth2(session.path("accessToken"))
        .delete("/v1/sessions/current")
        .then()
        .statusCode(204);
  }

  private static Response me(Response session) {
    return given().auth().oauth2(session.path("accessToken")).get("/v1/users/me");
  }

  private static Response refresh(Response session) {
    return refresh(session.<String>path("refreshToken"));
  }

  private static Response refresh(String token) {
    return post("/v1/sessions/refresh", Map.of("refreshToken", token));
  }
}
