package dev.tenk.user;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** Somebody of a test: of a name and a password that nobody had before, signed up or not. */
public record Person(String handle, String email, String password) {

  /** Somebody new. */
  public static Person stranger() {
    String name = "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    return new Person(name, name + "@mail.example", "pw " + UUID.randomUUID());
  }

  /** Somebody new who has signed up. */
  public static Person member() {
    Person person = stranger();
    person.signUp().then().statusCode(201);
    return person;
  }

  /** Signs up. */
  public Response signUp() {
    return post("/v1/users", Map.of("handle", handle, "email", email, "password", password));
  }

  /** Signs in with the handle. */
  public Response signIn() {
    return signIn(handle, password);
  }

  /** Signs in and gives the access token. */
  public String accessToken() {
    return signIn().then().statusCode(201).extract().path("accessToken");
  }

  /** The account's id. */
  public String id() {
    return given().get("/v1/users?handle=" + handle).then().extract().path("items[0].id");
  }

  /** A request with this person's token. */
  public RequestSpecification authenticated() {
    return given().auth().oauth2(accessToken()).contentType(ContentType.JSON);
  }

  /** Waits for as long as it may take until the access token of a sign-in is refused. */
  public static void awaitEnded(Response signedIn) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                given()
                    .auth()
                    .oauth2(signedIn.path("accessToken"))
                    .get("/v1/users/me")
                    .statusCode(),
            status -> status == 401);
  }

  /** Tries to sign in. */
  public static Response signIn(String login, String password) {
    return post("/v1/sessions", Map.of("login", login, "password", password));
  }

  /** Posts JSON without a token, from an address that nobody else has. */
  public static Response post(String path, Object body) {
    return postFrom(newAddress(), path, body);
  }

  /** Posts JSON without a token, as a proxy tells of this client. */
  public static Response postFrom(String address, String path, Object body) {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Forwarded-For", address)
        .body(body)
        .post(path);
  }

  /** An address that no other test uses: limits go by address. */
  public static String newAddress() {
    byte[] bytes = new byte[4];
    ThreadLocalRandom.current().nextBytes(bytes);
    return "2001:db8:%02x%02x:%02x%02x::1".formatted(bytes[0], bytes[1], bytes[2], bytes[3]);
  }
}
