package dev.tenk.user.account;

import static dev.tenk.user.Person.post;
import static dev.tenk.user.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.user.Mails;
import dev.tenk.user.Person;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nobody learns from an answer whether an address has an account. */
@QuarkusTest
class EnumerationTests {

  @Inject MockMailbox mailbox;
  @Inject MeterRegistry metrics;

  @Test
  void signsNobodyInByTheSameWorkWhetherTheLoginExistsOrNot() {
    // given
    Person person = Person.member();
    Mails.verify(mailbox, person);
    Person stranger = Person.stranger();
    String wrong = stranger.password();

    // when, then: a hash each, and the same answer
    Response known = hashing(1, () -> Person.signIn(person.handle(), wrong));
    for (String login : new String[] {person.email(), stranger.handle(), stranger.email()}) {
      Response answer = hashing(1, () -> Person.signIn(login, wrong));
      assertProblem(answer, 401, "wrong-credentials");
      assertThat(answer.<String>path("detail")).isEqualTo(known.path("detail"));
      assertThat(answer.headers().asList().stream().map(header -> header.getName()).toList())
          .isEqualTo(known.headers().asList().stream().map(header -> header.getName()).toList());
    }
  }

  @Test
  void doesNotTellByLimitsWhoseAddressItIs() {
    // given: one try is used up at a handle
    Person person = Person.member();
    Mails.verify(mailbox, person);
    String wrong = Person.stranger().password();
    Person.signIn(person.handle(), wrong);

    // when
    Response known = Person.signIn(person.email(), wrong);
    Response unknown = Person.signIn(Person.stranger().email(), wrong);

    // then: none is used up at the address that is the account's too
    assertThat(known.header("RateLimit").replaceAll("t=\\d+", ""))
        .isEqualTo(unknown.header("RateLimit").replaceAll("t=\\d+", ""))
        .endsWith("\"sign-in-account\";r=24;");
  }

  @Test
  void signsUpByTheSameWorkWhetherTheAddressIsTakenOrNot() {
    // given: an address that somebody has proved
    Person owner = Person.member();
    Mails.verify(mailbox, owner);
    mailbox.clear();
    Person second = new Person(Person.stranger().handle(), owner.email(), owner.password());

    // when
    Response taken = hashing(1, second::signUp);
    Response free = hashing(1, () -> Person.stranger().signUp());

    // then: the same answer, and an account that works
    assertThat(taken.statusCode()).isEqualTo(free.statusCode()).isEqualTo(201);
    assertThat(taken.<Map<String, Object>>path("$").keySet())
        .isEqualTo(free.<Map<String, Object>>path("$").keySet());
    Response me = second.authenticated().get("/v1/users/me");
    assertThat(me.<String>path("email")).isEqualTo(owner.email());
    assertThat(me.<Boolean>path("emailVerified")).isFalse();

    // then: the owner of the address hears of it, and nobody gets a token for it
    assertThat(Mails.await(mailbox, owner.email(), "You already have an account").getText())
        .contains("@" + owner.handle())
        .doesNotContain(second.handle(), "#token=");
    assertThat(Mails.sent(mailbox, owner.email(), "Confirm your e-mail address")).isEmpty();
  }

  @Test
  void resetsByTheSameWorkWhetherTheAddressExistsOrNot() {
    // given
    Person person = Person.member();
    Mails.verify(mailbox, person);

    // when
    Response known = hashing(0, () -> reset(person.email()));
    Response unknown = hashing(0, () -> reset(Person.stranger().email()));

    // then
    assertThat(known.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(202);
    assertThat(known.asString()).isEqualTo(unknown.asString());
  }

  private static Response reset(String email) {
    return post("/v1/users/password-resets", Map.of("email", email));
  }

  /** Makes the call and asserts how many passwords were hashed for it. */
  private Response hashing(int hashes, Supplier<Response> call) {
    long before = hashes();
    Response answer = call.get();
    Awaitility.await().untilAsserted(() -> assertThat(hashes()).isEqualTo(before + hashes));
    return answer;
  }

  private long hashes() {
    return metrics.get("executor").tag("name", "password").timer().count();
  }
}
