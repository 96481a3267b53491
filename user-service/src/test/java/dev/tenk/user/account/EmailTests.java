package dev.tenk.user.account;

import static dev.tenk.user.Person.post;
import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.user.Mails;
import dev.tenk.user.Person;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EmailTests {

  private static final String CONFIRM = "Confirm your e-mail address";
  private static final String AGREE_OLD = "Do you want to change your e-mail address?";
  private static final String AGREE_NEW = "Confirm your new e-mail address";

  @Inject MockMailbox mailbox;

  @Test
  void provesTheAddressOnce() {
    // given
    Person person = Person.member();
    String token = Mails.awaitToken(mailbox, person.email(), CONFIRM);

    // when
    Response answer = confirm(token);

    // then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(me(person).<Boolean>path("emailVerified")).isTrue();
    assertThat(Person.signIn(person.email(), person.password()).statusCode()).isEqualTo(201);
    assertProblem(confirm(token), 404, "unknown-token");
    assertProblem(
        person.authenticated().post("/v1/users/me/email/verification"),
        409,
        "email-verified",
        "/email");
  }

  @Test
  void sendsTheMailAgain() {
    // given
    Person person = Person.member();
    Mails.await(mailbox, person.email(), CONFIRM);
    mailbox.clear();

    // when
    Response answer = person.authenticated().post("/v1/users/me/email/verification");

    // then
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(confirm(Mails.awaitToken(mailbox, person.email(), CONFIRM)).statusCode())
        .isEqualTo(204);
  }

  @Test
  void givesAnAddressToTheFirstWhoProvesIt() {
    // given: two accounts claim an address, and both got mail
    Person first = Person.member();
    String firstToken = Mails.awaitToken(mailbox, first.email(), CONFIRM);
    mailbox.clear();
    Person second = new Person(Person.stranger().handle(), first.email(), first.password());
    second.signUp().then().statusCode(201);
    String secondToken = Mails.awaitToken(mailbox, first.email(), CONFIRM);

    // when
    assertThat(confirm(secondToken).statusCode()).isEqualTo(204);

    // then
    assertProblem(confirm(firstToken), 409, "email-taken", "/token");
    assertThat(me(first).<Boolean>path("emailVerified")).isFalse();
    assertThat(me(second).<Boolean>path("emailVerified")).isTrue();
  }

  @Test
  void changesTheAddressWhenBothAgree() {
    // given
    Person person = Person.member();
    Mails.verify(mailbox, person);
    String address = Person.stranger().email();
    assertThat(change(person, address, person.password()).statusCode()).isEqualTo(202);
    assertThat(me(person).<String>path("newEmail")).isEqualTo(address);

    // when: one agrees
    confirm(Mails.awaitToken(mailbox, address, AGREE_NEW)).then().statusCode(204);

    // then
    assertThat(me(person).<String>path("email")).isEqualTo(person.email());

    // when: the other agrees
    confirm(Mails.awaitToken(mailbox, person.email(), AGREE_OLD)).then().statusCode(204);

    // then
    Response me = me(person);
    assertThat(me.<String>path("email")).isEqualTo(address);
    assertThat(me.<Boolean>path("emailVerified")).isTrue();
    assertThat(me.<String>path("newEmail")).isNull();
    assertThat(Person.signIn(address, person.password()).statusCode()).isEqualTo(201);
    assertProblem(Person.signIn(person.email(), person.password()), 401, "wrong-credentials");
    Mails.await(mailbox, person.email(), "Your e-mail address was changed");
  }

  @Test
  void asksTheNewAddressAloneWhereTheOldOneWasNeverProved() {
    // given
    Person person = Person.member();
    String address = Person.stranger().email();
    change(person, address, person.password()).then().statusCode(202);

    // when
    confirm(Mails.awaitToken(mailbox, address, AGREE_NEW)).then().statusCode(204);

    // then
    assertThat(me(person).<String>path("email")).isEqualTo(address);
    assertThat(me(person).<Boolean>path("emailVerified")).isTrue();
    assertThat(Mails.sent(mailbox, person.email(), AGREE_OLD)).isEmpty();
  }

  @Test
  void asksTheOldAddressTooOnceItIsProved() {
    // given: a change was asked for while the address was nobody's
    Person person = Person.member();
    String token = Mails.awaitToken(mailbox, person.email(), CONFIRM);
    String address = Person.stranger().email();
    change(person, address, person.password()).then().statusCode(202);
    String agreement = Mails.awaitToken(mailbox, address, AGREE_NEW);

    // when
    confirm(token).then().statusCode(204);
    confirm(agreement).then().statusCode(204);

    // then
    assertThat(me(person).<String>path("email")).isEqualTo(person.email());
    confirm(Mails.awaitToken(mailbox, person.email(), AGREE_OLD)).then().statusCode(204);
    assertThat(me(person).<String>path("email")).isEqualTo(address);
  }

  @Test
  void forgetsWhatWasAskedBefore() {
    // given: another address, and then another again
    Person person = Person.member();
    String first = Person.stranger().email();
    change(person, first, person.password());
    String firstToken = Mails.awaitToken(mailbox, first, AGREE_NEW);
    String second = Person.stranger().email();
    change(person, second, person.password());

    // when, then
    assertProblem(confirm(firstToken), 404, "unknown-token");
    assertThat(confirm(Mails.awaitToken(mailbox, second, AGREE_NEW)).statusCode()).isEqualTo(204);
    assertThat(me(person).<String>path("email")).isEqualTo(second);
  }

  @Test
  void answersTheSameForAnAddressThatIsTakenAndTellsItsOwner() {
    // given
    Person owner = Person.member();
    Mails.verify(mailbox, owner);
    Person one = Person.member();
    Person other = Person.member();

    // when
    Response taken = change(one, owner.email(), one.password());
    Response free = change(other, Person.stranger().email(), other.password());

    // then
    assertThat(taken.statusCode()).isEqualTo(free.statusCode()).isEqualTo(202);
    assertThat(taken.asString()).isEqualTo(free.asString());
    assertThat(Mails.await(mailbox, owner.email(), "You already have an account").getText())
        .contains("@" + owner.handle())
        .doesNotContain(one.handle());
  }

  @Test
  void refusesToChangeWithoutThePassword() {
    // given
    Person person = Person.member();

    // when, then
    assertProblem(change(person, "new@mail.example", "not the one"), 403, "wrong-password");
    assertProblem(
        change(person, person.email(), person.password()), 422, "invalid-input", "/email");
    assertProblem(
        person.authenticated().body("{}").put(PATH), 422, "invalid-input", "/email", "/password");
    assertProblem(
        given().contentType(ContentType.JSON).body("{}").put(PATH), 401, "unauthenticated");
    assertProblem(given().post(PATH + "/verification"), 401, "unauthenticated");
    assertProblem(confirm("nonsense"), 404, "unknown-token");
    assertProblem(post("/v1/users/email-confirmations", Map.of()), 422, "invalid-input", "/token");
  }

  private static final String PATH = "/v1/users/me/email";

  private static Response me(Person person) {
    return person.authenticated().get("/v1/users/me");
  }

  private static Response change(Person person, String email, String password) {
    return person.authenticated().body(Map.of("email", email, "password", password)).put(PATH);
  }

  private static Response confirm(String token) {
    return post("/v1/users/email-confirmations", Map.of("token", token));
  }
}
