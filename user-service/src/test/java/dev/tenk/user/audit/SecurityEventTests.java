package dev.tenk.user.audit;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.user.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SecurityEventTests {

  private static final String PATH = "/v1/users/me/security-events";

  @Inject SecurityEvents events;
  @Inject SecurityEventStore store;
  @Inject ShardedIds ids;

  @Test
  void showsTheOwnerWhatWasDoneFromWhere() {
    // given
    Person person = Person.member();
    Person.signIn(person.handle(), "not it");
    String token =
        given()
            .header("User-Agent", "Tenk's test")
            .contentType("application/json")
            .body(Map.of("login", person.handle(), "password", person.password()))
            .post("/v1/sessions")
            .path("accessToken");
    given()
        .auth()
        .oauth2(token)
        .contentType("application/json")
        .body(
            Map.of("currentPassword", person.password(), "newPassword", "new " + UUID.randomUUID()))
        .put("/v1/users/me/password")
        .then()
        .statusCode(204);

    // when
    Response page =
        Awaitility.await()
            .atMost(Duration.ofSeconds(10))
            .until(
                () -> given().auth().oauth2(token).get(PATH),
                answer -> answer.<List<?>>path("items").size() == 4);

    // then
    assertThat(page.<List<String>>path("items.kind"))
        .containsExactlyInAnyOrder("signed_up", "sign_in_failed", "signed_in", "password_changed");
    Map<String, Object> signedIn = page.path("items.find { it.kind == 'signed_in' }");
    assertThat(signedIn.get("device")).isEqualTo("Tenk's test");
    assertThat(signedIn.get("address")).isEqualTo("127.0.0.1");
    assertThat(Instant.parse(String.valueOf(signedIn.get("at")))).isBeforeOrEqualTo(Instant.now());
    assertThat(page.<Object>path("next")).isNull();
  }

  @Test
  void pagesFromTheNewestToTheOldest() {
    // given
    Person person = Person.member();
    ShardedId id = ShardedId.parse(person.id()).orElseThrow();
    String token = person.accessToken();
    for (int i = 0; i < 5; i++) {
      events.recordByOthers(id, SecurityEventKind.LOCKED);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> given().auth().oauth2(token).get(PATH).<List<?>>path("items").size() == 7);

    // when
    List<String> all = new ArrayList<>();
    String cursor = null;
    int pages = 0;
    do {
      Response page =
          given()
              .auth()
              .oauth2(token)
              .queryParam("limit", 3)
              .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
              .get(PATH);
      all.addAll(page.path("items.id"));
      cursor = page.path("next");
      pages++;
    } while (cursor != null);

    // then
    assertThat(pages).isEqualTo(3);
    assertThat(all)
        .hasSize(7)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void keepsNothingOfAnAccountThatWasDeletedMeanwhile() {
    // given
    ShardedId gone = ids.newOwner();
    ShardedId there = ShardedId.parse(Person.member().id()).orElseThrow();

    // when
    for (ShardedId account : List.of(gone, there)) {
      store.insertLate(
          account,
          new SecurityEvent(
              ids.newOwnedBy(account),
              SecurityEventKind.SIGN_IN_FAILED,
              Instant.now(),
              "192.0.2.1",
              null));
    }

    // then
    assertThat(store.list(gone, null, 10)).isEmpty();
    assertThat(store.list(there, null, 10).stream().map(SecurityEvent::kind))
        .containsExactly(SecurityEventKind.SIGN_IN_FAILED, SecurityEventKind.SIGNED_UP);
  }

  @Test
  void showsNobodyElse() {
    // given
    String token = Person.member().accessToken();

    // when, then
    assertProblem(given().get(PATH), 401, "unauthenticated");
    assertProblem(
        given().auth().oauth2(token).get(PATH + "?limit=0"), 422, "invalid-input", "limit");
    assertProblem(given().auth().oauth2(token).get(PATH + "?cursor=x"), 400, "malformed-cursor");
  }
}
