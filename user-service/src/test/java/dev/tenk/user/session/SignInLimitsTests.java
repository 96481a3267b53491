package dev.tenk.user.session;

import static dev.tenk.user.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInLimitsTests {

  private static final int QUOTA = 25;

  @Test
  void countsWrongPasswordsByAddressWhateverTheHeaderClaims() {
    // given: a network from which as many were wrong as are allowed, each time at another account
    String network = Person.newAddress().replace("::1", "");
    for (int i = 0; i < QUOTA; i++) {
      Response wrong = signIn("6.6.6." + i + ", " + network + "::" + i, Person.stranger(), null);
      assertProblem(wrong, 401, "wrong-credentials");
    }

    // when
    Response refused = signIn("7.7.7.7, " + network + ":1:2:3:4", Person.member(), null);

    // then
    assertProblem(refused, 429, "too-many-requests");
    assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"sign-in-address\";q=25;w=300");
    assertThat(refused.header("RateLimit")).startsWith("\"sign-in-address\";r=0;t=");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 12);
    // and: elsewhere nobody is kept out
    assertThat(Person.member().signIn().statusCode()).isEqualTo(201);
  }

  @Test
  void keepsTheOwnersDeviceOutOfWhatStrangersUseUp() {
    // given: strangers at many addresses have used up the account's tries
    Person owner = Person.member();
    String device = owner.signIn().path("deviceToken");
    Person guesser = new Person(owner.handle(), owner.email(), "a wrong guess");
    for (int i = 0; i < QUOTA; i++) {
      assertProblem(guesser.signIn(), 401, "wrong-credentials");
    }
    assertProblem(guesser.signIn(), 429, "too-many-requests");
    assertProblem(owner.signIn(), 429, "too-many-requests");

    // when
    Response answer = signIn(Person.newAddress(), owner, device);

    // then: the owner is in, and a stranger's own device helps at no other account
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.<String>path("deviceToken")).isEqualTo(device);
    String ofAnother = Person.member().signIn().path("deviceToken");
    assertProblem(signIn(Person.newAddress(), guesser, ofAnother), 429, "too-many-requests");
    assertProblem(signIn(Person.newAddress(), guesser, "made up"), 429, "too-many-requests");
  }

  @Test
  void boundsTheTriesOfAKnownDeviceToo() {
    // given
    Person owner = Person.member();
    String device = owner.signIn().path("deviceToken");
    Person thief = new Person(owner.handle(), owner.email(), "a wrong guess");
    for (int i = 0; i < QUOTA; i++) {
      assertProblem(signIn(Person.newAddress(), thief, device), 401, "wrong-credentials");
    }

    // when, then: it is shut alone
    assertProblem(signIn(Person.newAddress(), thief, device), 429, "too-many-requests");
    assertThat(owner.signIn().statusCode()).isEqualTo(201);
  }

  @Test
  void treatsUnknownLoginsAsKnownOnes() {
    // given
    Person stranger = Person.stranger();
    for (int i = 0; i < QUOTA; i++) {
      assertProblem(stranger.signIn(), 401, "wrong-credentials");
    }

    // when, then
    assertProblem(stranger.signIn(), 429, "too-many-requests");
  }

  @Test
  void countsNoRightPassword() {
    // given
    Person person = Person.member();
    String address = Person.newAddress();

    // when, then
    for (int i = 0; i <= QUOTA; i++) {
      assertThat(signIn(address, person, null).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void boundsRefreshesByAddress() {
    // given
    String address = Person.newAddress();

    // when
    Response answer =
        Person.postFrom(address, "/v1/sessions/refresh", Map.of("refreshToken", "nonsense"));

    // then
    assertProblem(answer, 401, "session-ended");
    assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"refresh\";q=300;w=300");
    assertThat(answer.header("RateLimit")).isEqualTo("\"refresh\";r=299;t=1");

    // when: until none is left; some fit in again meanwhile
    Response last = answer;
    for (int i = 0; i < 1_000 && last.statusCode() == 401; i++) {
      last = Person.postFrom(address, "/v1/sessions/refresh", Map.of("refreshToken", "nonsense"));
    }

    // then
    assertProblem(last, 429, "too-many-requests");
    assertThat(last.header("RateLimit")).isEqualTo("\"refresh\";r=0;t=1");
    assertThat(last.header("Retry-After")).isEqualTo("1");
  }

  private static Response signIn(String forwardedFor, Person person, @Nullable String device) {
    Map<String, String> body = new HashMap<>();
    body.put("login", person.handle());
    body.put("password", person.password());
    if (device != null) {
      body.put("deviceToken", device);
    }
    return Person.postFrom(forwardedFor, "/v1/sessions", body);
  }
}
