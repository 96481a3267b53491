package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * Someone who has signed up and in.
 *
 * @param api where
 * @param id the account
 * @param handle the account's handle
 * @param password what they sign in with
 * @param token their access token
 */
record Person(Api api, String id, String handle, String password, String token) {

  private static final Set<String> ENDS = Set.of("ready", "failed");

  static Person signUp(Api api) {
    String handle = "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    String password = UUID.randomUUID().toString();
    Api.Answer user = api.json("POST", "/v1/users", null, signUpBody(handle, password));
    assertThat(user.status()).isEqualTo(201);
    return new Person(
        api,
        user.json().get("id").asText(),
        handle,
        password,
        signIn(api, handle, password).json().get("accessToken").asText());
  }

  /** Signs in once more and answers another access token. */
  String signIn() {
    Api.Answer session = signIn(api, handle, password);
    assertThat(session.status()).isEqualTo(201);
    return session.json().get("accessToken").asText();
  }

  static Api.Answer signIn(Api api, String login, String password) {
    return api.json(
        "POST",
        "/v1/sessions",
        null,
        "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password));
  }

  static String signUpBody(String handle, String password) {
    return "{\"handle\":\"%s\",\"email\":\"%s@example.org\",\"password\":\"%s\",\"displayName\":\"P\"}"
        .formatted(handle, handle, password);
  }

  /** Uploads a JPEG and answers the medium's id. */
  String upload(byte[] jpeg) {
    Api.Answer answer = api.upload(token, "image/jpeg", jpeg);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(202);
    return answer.json().get("id").asText();
  }

  /** Waits until the medium is no longer processing, and answers it. */
  JsonNode awaitEnd(String medium) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> api.get("/v1/media/" + medium).json(),
            found -> ENDS.contains(found.path("status").asText()));
  }
}
