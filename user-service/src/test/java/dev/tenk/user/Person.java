package dev.tenk.user;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;

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

  /** Tries to sign in. */
  public static Response signIn(String login, String password) {
    return post("/v1/sessions", Map.of("login", login, "password", password));
  }

  /** Posts JSON without a token. */
  public static Response post(String path, Object body) {
    return given().contentType(ContentType.JSON).body(body).post(path);
  }
}
