package dev.tenk.user.account;

import static dev.tenk.user.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What may not be done without end. */
@QuarkusTest
class AccountLimitsTests {

  private static final Map<String, String> WRONG_PASSWORD =
      Map.of("currentPassword", "a wrong guess", "newPassword", "another and longer password");

  @Test
  void signingUpIsBoundedByAddress() {
    String address = Person.newAddress();

    assertBounded(
        "\"sign-up\";q=60;w=3600",
        () -> Person.postFrom(address, "/v1/users", Map.of()),
        () -> Person.post("/v1/users", Map.of()));
  }

  @Test
  void askingForAResetIsBoundedByAddress() {
    String address = Person.newAddress();

    assertBounded(
        "\"password-reset\";q=20;w=3600",
        () -> Person.postFrom(address, "/v1/users/password-resets", Map.of()),
        () -> Person.post("/v1/users/password-resets", Map.of()));
  }

  @Test
  void guessingATokenIsBoundedByAddress() {
    String address = Person.newAddress();

    assertBounded(
        "\"mail-token\";q=60;w=3600",
        () -> Person.postFrom(address, "/v1/users/email-confirmations", Map.of()),
        () -> Person.postFrom(Person.newAddress(), "/v1/users/password-resets/redeem", Map.of()));
  }

  @Test
  void guessingThePasswordWithAStolenTokenIsBoundedByAccount() {
    RequestSpecification thief = Person.member().authenticated();
    RequestSpecification other = Person.member().authenticated();

    assertBounded(
        "\"password-check\";q=25;w=3600",
        () -> thief.body(WRONG_PASSWORD).put("/v1/users/me/password"),
        () -> other.body(WRONG_PASSWORD).put("/v1/users/me/password"));
    assertProblem(
        thief.body(Map.of("password", "a wrong guess")).delete("/v1/users/me"),
        429,
        "too-many-requests");
    assertProblem(
        thief
            .body(Map.of("password", "a wrong guess", "email", "a@mail.example"))
            .put("/v1/users/me/email"),
        429,
        "too-many-requests");
  }

  @Test
  void askingForMailsIsBoundedByAccount() {
    RequestSpecification person = Person.member().authenticated();
    RequestSpecification other = Person.member().authenticated();

    assertBounded(
        "\"mail\";q=20;w=3600",
        () -> person.post("/v1/users/me/email/verification"),
        () -> other.post("/v1/users/me/email/verification"));
  }

  private static void assertBounded(
      String policy, Supplier<Response> call, Supplier<Response> callOfAnother) {
    int quota = Integer.parseInt(policy.replaceAll(".*;q=(\\d+);.*", "$1"));
    for (int i = 0; i < quota; i++) {
      assertThat(call.get().statusCode()).isNotEqualTo(429);
    }
    Response refused = call.get();
    assertProblem(refused, 429, "too-many-requests");
    assertThat(refused.header("RateLimit-Policy")).isEqualTo(policy);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 180);
    assertThat(callOfAnother.get().statusCode()).isNotEqualTo(429);
  }
}
