package dev.tenk.user.revocation;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.revocation.Revocation;
import dev.tenk.platform.revocation.RevocationFollower;
import dev.tenk.platform.revocation.RevocationLog;
import dev.tenk.user.Person;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamRange;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionRequiredException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationsTests {

  @Inject Revocations revocations;
  @Inject RevocationRecords records;
  @Inject RevocationFollower follower;
  @Inject RevocationLog log;
  @Inject RedisDataSource redis;

  @Test
  void endsAllSessionsButTheKeptOne() {
    // given
    Person person = Person.member();
    ShardedId account = ShardedId.parse(person.id()).orElseThrow();
    String other = person.accessToken();
    Response mine = person.signIn();

    // when
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                revocations.endAll(account, Optional.of(UUID.fromString(mine.path("session.id")))));

    // then
    assertProblem(me(other), 401, "unauthenticated");
    assertThat(me(mine.path("accessToken")).statusCode()).isEqualTo(200);

    // when
    QuarkusTransaction.requiringNew().run(() -> revocations.endAll(account, Optional.empty()));

    // then: and a sign-in afterwards is as good as ever
    assertProblem(me(mine.path("accessToken")), 401, "unauthenticated");
    assertThat(me(person.accessToken()).statusCode()).isEqualTo(200);
  }

  @Test
  void endsNothingWhenTheChangeIsRolledBack() {
    // given
    Person person = Person.member();
    ShardedId account = ShardedId.parse(person.id()).orElseThrow();
    Response signedIn = person.signIn();

    // when
    assertThatThrownBy(
            () ->
                QuarkusTransaction.requiringNew()
                    .run(
                        () -> {
                          revocations.endAll(account, Optional.empty());
                          throw new IllegalStateException("the change failed");
                        }))
        .hasMessage("the change failed");

    // then
    assertThat(me(signedIn.path("accessToken")).statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> revocations.endAll(account, Optional.empty()))
        .hasRootCauseInstanceOf(TransactionRequiredException.class);
  }

  @Test
  void spreadsWhatACrashKeptFromBeingSpread() {
    // given: committed by a pod that died before it told Redis
    ShardedId session = ShardedId.parse("01980000-0000-7abc-8000-000000000002").orElseThrow();
    var revocation =
        new Revocation.OfSession(session, Instant.ofEpochMilli(System.currentTimeMillis()));
    QuarkusTransaction.requiringNew().run(() -> records.insert(revocation));

    // then
    await().atMost(Duration.ofSeconds(20)).until(() -> follower.hasSeen(revocation));
  }

  @Test
  void refillsARedisThatCameBackEmpty() {
    // given
    Person person = Person.member();
    ShardedId account = ShardedId.parse(person.id()).orElseThrow();
    QuarkusTransaction.requiringNew().run(() -> revocations.endAll(account, Optional.empty()));

    // when
    redis.flushall();

    // then
    await().atMost(Duration.ofSeconds(20)).until(log::exists);
    assertThat(entries()).anyMatch(entry -> entry.contains("account " + account));
  }

  private List<String> entries() {
    return redis.stream(String.class).xrange("revocations", StreamRange.of("-", "+")).stream()
        .map(message -> message.payload().toString())
        .toList();
  }

  private static Response me(String accessToken) {
    return given().auth().oauth2(accessToken).get("/v1/users/me");
  }
}
