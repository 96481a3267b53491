package dev.tenk.user.account;

import static dev.tenk.user.Person.post;
import static dev.tenk.user.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.user.Mails;
import dev.tenk.user.Person;
import io.agroal.api.AgroalDataSource;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PasswordResetTests {

  private static final String SUBJECT = "Choose a new password";

  @Inject MockMailbox mailbox;
  @Inject AgroalDataSource database;

  @Test
  void setsANewPasswordOnceAndEndsAllSessions() {
    // given
    Person person = Person.member();
    Mails.verify(mailbox, person);
    Response session = person.signIn();
    assertThat(request(person.email().toUpperCase(Locale.ROOT)).statusCode()).isEqualTo(202);
    String token = Mails.awaitToken(mailbox, person.email(), SUBJECT);
    String password = "new " + UUID.randomUUID();

    // when
    Response answer = redeem(token, password);

    // then
    assertThat(answer.statusCode()).isEqualTo(204);
    assertProblem(person.signIn(), 401, "wrong-credentials");
    assertThat(Person.signIn(person.email(), password).statusCode()).isEqualTo(201);
    Person.awaitEnded(session);
    assertProblem(redeem(token, "again " + UUID.randomUUID()), 404, "unknown-token");
    assertThat(Mails.await(mailbox, person.email(), "Your password was changed").getText())
        .contains("@" + person.handle());
  }

  @Test
  void withdrawsTheOtherTokensWithTheFirstThatIsUsed() {
    // given: asked for twice
    Person person = Person.member();
    Mails.verify(mailbox, person);
    request(person.email());
    String first = Mails.awaitToken(mailbox, person.email(), SUBJECT);
    mailbox.clear();
    request(person.email());
    String second = Mails.awaitToken(mailbox, person.email(), SUBJECT);

    // when
    assertThat(redeem(second, "new " + UUID.randomUUID()).statusCode()).isEqualTo(204);

    // then
    assertProblem(redeem(first, "new " + UUID.randomUUID()), 404, "unknown-token");
  }

  @Test
  void takesNoTokenThatWentToAnAddressOfBefore() {
    // given: who reads the old mailbox has asked for a reset, then the owner moves to another
    Person person = Person.member();
    Mails.verify(mailbox, person);
    request(person.email());
    String token = Mails.awaitToken(mailbox, person.email(), SUBJECT);
    String address = Person.stranger().email();
    person
        .authenticated()
        .body(Map.of("email", address, "password", person.password()))
        .put("/v1/users/me/email")
        .then()
        .statusCode(202);
    for (String each :
        List.of(
            Mails.awaitToken(mailbox, address, "Confirm your new e-mail address"),
            Mails.awaitToken(
                mailbox, person.email(), "Do you want to change your e-mail address?"))) {
      Person.post("/v1/users/email-confirmations", Map.of("token", each)).then().statusCode(204);
    }

    // when, then
    assertProblem(redeem(token, "new " + UUID.randomUUID()), 404, "unknown-token");
    assertThat(Person.signIn(address, person.password()).statusCode()).isEqualTo(201);
  }

  @Test
  void floodsNobody() {
    // given
    Person person = Person.member();
    Mails.verify(mailbox, person);

    // when: from many addresses, as often as they like
    for (int i = 0; i < 15; i++) {
      assertThat(request(person.email()).statusCode()).isEqualTo(202);
    }

    // then
    Mails.awaitNoneQueued(database, person.email());
    assertThat(Mails.sent(mailbox, person.email(), SUBJECT)).hasSize(10);
  }

  @Test
  void keepsTheTokenWhenThePasswordIsNotAcceptable() {
    // given
    Person person = Person.member();
    Mails.verify(mailbox, person);
    request(person.email());
    String token = Mails.awaitToken(mailbox, person.email(), SUBJECT);

    // when, then
    assertProblem(redeem(token, "password1"), 422, "invalid-input", "/newPassword");
    assertProblem(redeem(token, person.handle()), 422, "invalid-input", "/newPassword");
    assertThat(redeem(token, "new " + UUID.randomUUID()).statusCode()).isEqualTo(204);
  }

  @Test
  void writesNobodyWhoHasNotProvedTheAddress() {
    // given: somebody who claims the address, and somebody who proved another
    Person claimant = Person.member();
    Person proved = Person.member();
    Mails.verify(mailbox, proved);

    // when: both are asked for
    Response unknown = request(claimant.email());
    Response known = request(proved.email());

    // then
    assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(202);
    assertThat(unknown.asString()).isEqualTo(known.asString()).isEmpty();
    Mails.await(mailbox, proved.email(), SUBJECT);
    Mails.awaitNoneQueued(database, claimant.email());
    assertThat(Mails.sent(mailbox, claimant.email(), SUBJECT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "%%%"})
  void refusesWhatIsNoToken(String token) {
    assertProblem(redeem(token, "new " + UUID.randomUUID()), 404, "unknown-token");
    assertProblem(redeem("A".repeat(64), "new " + UUID.randomUUID()), 404, "unknown-token");
  }

  @Test
  void namesWhatIsMissing() {
    assertProblem(post(PATH, Map.of()), 422, "invalid-input", "/email");
    assertProblem(post(PATH, Map.of("email", "nowhere")), 422, "invalid-input", "/email");
    assertProblem(post(PATH + "/redeem", Map.of()), 422, "invalid-input", "/newPassword", "/token");
  }

  private static final String PATH = "/v1/users/password-resets";

  private static Response request(String email) {
    return post(PATH, Map.of("email", email));
  }

  private static Response redeem(String token, String password) {
    return post(PATH + "/redeem", Map.of("token", token, "newPassword", password));
  }
}
