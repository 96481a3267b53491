package dev.tenk.user.account;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.user.Person;
import io.quarkus.security.ForbiddenException;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountAdministrationTests {

  @Inject AccountAdministration administration;
  @Inject ShardedIds ids;

  private Person admin;
  private String token;

  @BeforeEach
  void makeAnAdmin() {
    admin = Person.member();
    assertThat(administration.makeAdmin(id(admin))).isTrue();
    token = admin.accessToken();
  }

  @Test
  void makesAnAdministratorByConfigurationOnce() {
    // when
    assertThat(administration.makeAdmin(id(admin))).isTrue();
    assertThat(administration.makeAdmin(ids.newOwner())).isFalse();

    // then
    assertThat(asAdmin().get("/v1/users/me").<List<String>>path("roles"))
        .containsExactly("user", "admin");
  }

  @Test
  void showsAnAccount() {
    // given
    Person person = Person.member();

    // when
    Response shown = asAdmin().get(path(person));

    // then
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.<String>path("handle")).isEqualTo(person.handle());
    assertThat(shown.<String>path("email")).isEqualTo(person.email());
    assertThat(shown.<String>path("lockedAt")).isNull();
    assertThat(shown.asString()).doesNotContain("argon2");
  }

  @Test
  void locksAnAccountOutUntilItIsUnlocked() {
    // given
    Person person = Person.member();
    Response session = person.signIn();
    String id = person.id();

    // when
    Response locked = lock(person, "sells spam");

    // then: its sessions end, its owner cannot come back, nobody sees it
    assertThat(locked.statusCode()).isEqualTo(204);
    Person.awaitEnded(session);
    assertProblem(person.signIn(), 403, "account-locked");
    assertProblem(Person.signIn(person.handle(), "not it"), 401, "wrong-credentials");
    assertProblem(given().get("/v1/users/" + id), 404, "not-found");
    Response shown = asAdmin().get("/v1/admin/users/" + id);
    assertThat(shown.<String>path("lockReason")).isEqualTo("sells spam");
    assertThat(Instant.parse(shown.path("lockedAt"))).isBeforeOrEqualTo(Instant.now());

    // when
    asAdmin().delete("/v1/admin/users/" + id + "/lock").then().statusCode(204);
    asAdmin().delete("/v1/admin/users/" + id + "/lock").then().statusCode(204);

    // then
    assertThat(person.signIn().statusCode()).isEqualTo(201);
    assertThat(given().get("/v1/users/" + id).statusCode()).isEqualTo(200);
  }

  @Test
  void givesAndTakesRoles() {
    // given
    Person person = Person.member();
    String path = path(person) + "/roles";

    // when, then
    asAdmin().body(Map.of("roles", List.of("admin"))).put(path).then().statusCode(204);
    assertThat(person.authenticated().get("/v1/users/me").<List<String>>path("roles"))
        .containsExactly("user", "admin");
    assertThat(person.authenticated().get(path(admin)).statusCode()).isEqualTo(200);

    // when, then
    asAdmin().body(Map.of("roles", List.of("user"))).put(path).then().statusCode(204);
    assertProblem(person.authenticated().get(path(admin)), 403, "forbidden");
  }

  @Test
  void refusesWhoIsNoAdministrator() {
    // given
    Person person = Person.member();
    String path = path(Person.member());

    // when, then
    assertProblem(given().get(path), 401, "unauthenticated");
    assertProblem(person.authenticated().get(path), 403, "forbidden");
    assertProblem(
        person.authenticated().body(Map.of("reason", "x")).put(path + "/lock"), 403, "forbidden");
    assertProblem(person.authenticated().delete(path + "/lock"), 403, "forbidden");
    assertProblem(
        person.authenticated().body(Map.of("roles", List.of("admin"))).put(path + "/roles"),
        403,
        "forbidden");
  }

  @Test
  void keepsAdministratorsFromTheirOwnAccount() {
    assertProblem(lock(admin, "by mistake"), 409, "own-account");
    assertProblem(
        asAdmin().body(Map.of("roles", List.of("user"))).put(path(admin) + "/roles"),
        409,
        "own-account");
  }

  @Test
  void leavesAnAdministratorWhenTwoTakeEachOthersRoleAtOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      // given
      ShardedId one = id(Person.member());
      ShardedId other = id(Person.member());
      administration.makeAdmin(one);
      administration.makeAdmin(other);

      // when
      List<Callable<Boolean>> takes =
          List.of(() -> takesRole(one, other), () -> takesRole(other, one));
      List<Boolean> taken = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Boolean> take : threads.invokeAll(takes)) {
          taken.add(take.get());
        }
      }

      // then
      assertThat(taken).containsExactlyInAnyOrder(true, false);
    }
  }

  private boolean takesRole(ShardedId administrator, ShardedId from) {
    try {
      administration.grant(from, administrator, Set.of(Role.USER));
      return true;
    } catch (ForbiddenException e) {
      return false;
    }
  }

  @Test
  void tellsWhatIsUnknownOrNotAcceptable() {
    // given
    String nobody = "/v1/admin/users/" + ids.newOwner();
    String somebody = path(Person.member());

    // when, then
    assertProblem(asAdmin().get(nobody), 404, "not-found");
    assertProblem(asAdmin().body(Map.of("reason", "x")).put(nobody + "/lock"), 404, "not-found");
    assertProblem(asAdmin().delete(nobody + "/lock"), 404, "not-found");
    assertProblem(
        asAdmin().body(Map.of("roles", List.of("user"))).put(nobody + "/roles"), 404, "not-found");
    assertProblem(
        asAdmin().body(Map.of("reason", " ")).put(somebody + "/lock"),
        422,
        "invalid-input",
        "/reason");
    assertProblem(
        asAdmin().body(Map.of("roles", List.of())).put(somebody + "/roles"),
        422,
        "invalid-input",
        "/roles");
    assertProblem(
        asAdmin().body(Map.of("roles", List.of("root"))).put(somebody + "/roles"),
        400,
        "malformed-body");
  }

  private RequestSpecification asAdmin() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private Response lock(Person person, String reason) {
    return asAdmin().body(Map.of("reason", reason)).put(path(person) + "/lock");
  }

  private static String path(Person person) {
    return "/v1/admin/users/" + person.id();
  }

  private static ShardedId id(Person person) {
    return ShardedId.parse(person.id()).orElseThrow();
  }
}
