package dev.tenk.user.refusal;

import static dev.tenk.user.Problems.assertProblem;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import dev.tenk.user.Mails;
import dev.tenk.user.Person;
import dev.tenk.user.Pictures;
import dev.tenk.user.account.Administrators;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Provokes each refusal that the API's description names: a route that is added or that learns to
 * refuse has to be tried here, or the build breaks. Preconditions (412, 428) are tried where
 * conditional requests are.
 */
@QuarkusTest
class RefusalsTests {

  private static final Set<Integer> ELSEWHERE = Set.of(412, 428);
  private static final int MORE_THAN_ANY_QUOTA = 400;
  private static final byte[] TOO_LARGE = ("[" + "1,".repeat(600_000) + "1]").getBytes(UTF_8);
  private static final String CONFIRM = "Confirm your e-mail address";

  @TestHTTPResource(value = "/", management = true)
  URI management;

  InetSocketAddress stub;

  @Inject Administrators administrators;
  @Inject ShardedIds ids;
  @Inject MockMailbox mailbox;

  private Person person;
  private String unknown;

  @BeforeEach
  void signUp() {
    person = Person.member();
    unknown = ids.newOwner().toString();
  }

  @Test
  void everyRefusalThatIsDescribedIsGiven() {
    Map<String, Supplier<Response>> special = special();
    var tried = new TreeSet<String>();
    for (Route route : routes()) {
      for (int status : route.refusals()) {
        String key = route.key(status);
        Supplier<Response> own = special.remove(key);
        if (!ELSEWHERE.contains(status)) {
          Response answer = own == null ? provoke(route, status) : own.get();
          assertProblem(answer, status, slug(answer));
          tried.add(key);
        }
      }
    }
    assertThat(special.keySet()).as("not described").isEmpty();
    assertThat(tried).hasSizeGreaterThan(80);
  }

  /** What follows from a route's shape. */
  private Response provoke(Route route, int status) {
    return switch (status) {
      case 400 ->
          route.hasBody()
              ? route.send(allowed(route).contentType(ContentType.JSON).body("{"), unknown)
              : route.send(allowed(route).queryParam("limit", "many"), "no-id");
      case 401 -> route.send(json("{}"), unknown);
      case 403 -> route.send(signedIn(person).body("{}"), unknown);
      case 404 -> route.send(allowed(route), unknown);
      case 413 -> route.send(allowed(route).contentType(ContentType.JSON).body(TOO_LARGE), unknown);
      case 415 -> route.send(allowed(route).contentType("text/plain").body("{}"), unknown);
      case 422 ->
          route.hasBody()
              ? route.send(allowed(route).contentType(ContentType.JSON).body("{}"), unknown)
              : route.send(allowed(route).queryParam("limit", 0), unknown);
      default -> throw new AssertionError("not tried: " + route.key(status));
    };
  }

  /** What takes knowledge of the route. */
  private Map<String, Supplier<Response>> special() {
    Person admin = administrators.newOne();
    Map<String, Supplier<Response>> cases = new HashMap<>();
    String users = "/v1/users";

    // sessions
    cases.put("POST /v1/sessions 401", () -> Person.signIn(person.handle(), "another password"));
    cases.put("POST /v1/sessions 403", () -> administrators.lock(admin, Person.member()).signIn());
    cases.put(
        "POST /v1/sessions 429",
        () -> {
          Person stranger = Person.stranger();
          return untilRefused(stranger::signIn);
        });
    cases.put(
        "POST /v1/sessions/refresh 401",
        () -> Person.post("/v1/sessions/refresh", Map.of("refreshToken", "made-up")));
    cases.put("POST /v1/sessions/refresh 429", () -> fromOneAddress("/v1/sessions/refresh"));

    // accounts
    cases.put("GET /v1/users 422", () -> given().get(users));
    cases.put(
        "POST /v1/users 409",
        () -> new Person(person.handle(), "other@mail.example", person.password()).signUp());
    cases.put("POST /v1/users 429", () -> fromOneAddress(users));
    cases.put(
        "DELETE /v1/users/me 403",
        () -> signedIn(person).body(Map.of("password", "wrong guess")).delete(users + "/me"));
    cases.put("DELETE /v1/users/me 429", () -> asOne("DELETE", users + "/me"));
    cases.put("PATCH /v1/users/me 422", () -> tooLongAName(users + "/me"));
    cases.put(
        "PUT /v1/users/me/email 403",
        () ->
            signedIn(person)
                .body(Map.of("password", "wrong guess", "email", "new@mail.example"))
                .put(users + "/me/email"));
    cases.put("PUT /v1/users/me/email 429", () -> asOne("PUT", users + "/me/email"));
    cases.put(
        "PUT /v1/users/me/password 403",
        () ->
            signedIn(person)
                .body(Map.of("currentPassword", "wrong", "newPassword", "a new long password"))
                .put(users + "/me/password"));
    cases.put("PUT /v1/users/me/password 429", () -> asOne("PUT", users + "/me/password"));

    // avatars
    Pictures pictures = new Pictures(stub);
    cases.put("PUT /v1/users/me/avatar 409", () -> chooseTwo(pictures, users + "/me/avatar"));
    cases.put("PUT /v1/users/me/avatar 429", () -> asOne("PUT", users + "/me/avatar"));
    cases.put(
        "PUT /v1/users/me/avatar 503",
        () -> {
          ShardedId away = pictures.of(person, new JsonObject().put("answer", 500));
          return choose(away, users + "/me/avatar");
        });

    // mails
    cases.put(
        "POST /v1/users/me/email/verification 409",
        () -> {
          Person proved = Person.member();
          Mails.verify(mailbox, proved);
          return signedIn(proved).post(users + "/me/email/verification");
        });
    cases.put(
        "POST /v1/users/me/email/verification 429",
        () -> asOne("POST", users + "/me/email/verification"));
    Map<String, String> madeUp = Map.of("token", "made-up");
    cases.put(
        "POST /v1/users/email-confirmations 404",
        () -> Person.post(users + "/email-confirmations", madeUp));
    cases.put("POST /v1/users/email-confirmations 409", this::confirmTooLate);
    cases.put(
        "POST /v1/users/email-confirmations 429",
        () -> fromOneAddress(users + "/email-confirmations"));
    cases.put(
        "POST /v1/users/password-resets 429", () -> fromOneAddress(users + "/password-resets"));
    cases.put(
        "POST /v1/users/password-resets/redeem 404",
        () ->
            Person.post(
                users + "/password-resets/redeem",
                Map.of("token", "made-up", "newPassword", "a new long password")));
    cases.put(
        "POST /v1/users/password-resets/redeem 429",
        () -> fromOneAddress(users + "/password-resets/redeem"));

    // administration
    String lock = "/v1/admin/users/%s/lock";
    String roles = "/v1/admin/users/%s/roles";
    Map<String, Object> reason = Map.of("reason", "spam");
    Map<String, Object> user = Map.of("roles", List.of("user"));
    cases.put(
        "PUT /v1/admin/users/{id}/lock 404",
        () -> signedIn(admin).body(reason).put(lock.formatted(unknown)));
    cases.put(
        "PUT /v1/admin/users/{id}/lock 409",
        () -> signedIn(admin).body(reason).put(lock.formatted(admin.id())));
    cases.put(
        "PUT /v1/admin/users/{id}/roles 404",
        () -> signedIn(admin).body(user).put(roles.formatted(unknown)));
    cases.put(
        "PUT /v1/admin/users/{id}/roles 409",
        () -> signedIn(admin).body(user).put(roles.formatted(admin.id())));
    return cases;
  }

  private Response choose(ShardedId medium, String path) {
    return signedIn(person).body(Map.of("medium", medium.toString())).put(path);
  }

  /** While one is looked at, the other is chosen. */
  private Response chooseTwo(Pictures pictures, String path) {
    String url = RestAssured.baseURI + ":" + RestAssured.port + path;
    String other = pictures.of(person).toString();
    return choose(
        pictures.of(person, new JsonObject().put("meanwhile", other).put("url", url)), path);
  }

  private Response tooLongAName(String path) {
    return signedIn(person).body(Map.of("displayName", "n".repeat(500))).patch(path);
  }

  /** Somebody else has proved the address since the mail went out. */
  private Response confirmTooLate() {
    Person late = Person.member();
    String token = Mails.awaitToken(mailbox, late.email(), CONFIRM);
    mailbox.clear();
    Person early = new Person(Person.stranger().handle(), late.email(), late.password());
    early.signUp().then().statusCode(201);
    Mails.verify(mailbox, early);
    return Person.post("/v1/users/email-confirmations", Map.of("token", token));
  }

  private static Response fromOneAddress(String path) {
    String address = Person.newAddress();
    return untilRefused(() -> Person.postFrom(address, path, Map.of()));
  }

  private static Response asOne(String method, String path) {
    String token = Person.member().accessToken();
    return untilRefused(
        () ->
            given()
                .auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{}")
                .request(method, path));
  }

  private static Response untilRefused(Supplier<Response> call) {
    for (int i = 0; i < MORE_THAN_ANY_QUOTA; i++) {
      Response answer = call.get();
      if (answer.statusCode() == 429) {
        return answer;
      }
    }
    throw new AssertionError("no limit");
  }

  /** A request that is let in by who sends it. */
  private RequestSpecification allowed(Route route) {
    RequestSpecification request = given().header("X-Forwarded-For", Person.newAddress());
    if (!route.isSecured()) {
      return request;
    }
    Person caller = route.path().startsWith("/v1/admin/") ? administrators.newOne() : person;
    return request.auth().oauth2(caller.accessToken());
  }

  private static RequestSpecification signedIn(Person person) {
    return person.authenticated();
  }

  private static RequestSpecification json(String body) {
    return given().contentType(ContentType.JSON).body(body);
  }

  private static String slug(Response answer) {
    return String.valueOf(answer.<String>path("type")).replace("urn:tenk:problem:", "");
  }

  private List<Route> routes() {
    Map<String, Map<String, ?>> paths =
        given().accept("application/json").get(management.resolve("/q/openapi")).path("paths");
    return paths.entrySet().stream()
        .flatMap(path -> Route.of(path.getKey(), path.getValue()))
        .toList();
  }
}
