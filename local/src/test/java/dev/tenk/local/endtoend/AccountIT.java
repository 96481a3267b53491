package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenk.local.suite.Suite;
import java.awt.Color;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The life of an account through all services, with the mails that it causes. */
class AccountIT {
  private static final Pattern TOKEN = Pattern.compile("#token=([A-Za-z0-9_-]{64})");

  private final Suite suite = SharedSuite.running();
  private final Api api = new Api(suite.url());

  @Test
  void anAddressIsProvedByTheMailThatTheMailboxShows() {
    // given
    Person person = Person.signUp(api);
    String address = person.handle() + "@example.org";
    assertThat(Person.signIn(api, address, person.password()).status()).isEqualTo(401);

    // when
    String token = token(awaitMail(address, "Confirm your e-mail address"));
    assertThat(api.json("POST", "/v1/users/email-confirmations", null, token).status())
        .isEqualTo(204);

    // then
    assertThat(Person.signIn(api, address, person.password()).status()).isEqualTo(201);
    assertThat(new String(api.get("/mailbox").bytes(), StandardCharsets.UTF_8)).contains(address);
  }

  @Test
  void aForgottenPasswordIsReplacedAndOldTokensAreRefusedEverywhere() {
    // given
    Person person = Person.signUp(api);
    String address = person.handle() + "@example.org";
    api.json(
        "POST",
        "/v1/users/email-confirmations",
        null,
        token(awaitMail(address, "Confirm your e-mail address")));
    api.json("POST", "/v1/users/password-resets", null, "{\"email\":\"%s\"}".formatted(address));
    String password = UUID.randomUUID().toString();
    String body =
        token(awaitMail(address, "Choose a new password"))
            .replace("}", ",\"newPassword\":\"%s\"}".formatted(password));

    // when
    assertThat(api.json("POST", "/v1/users/password-resets/redeem", null, body).status())
        .isEqualTo(204);

    // then
    assertThat(Person.signIn(api, address, person.password()).status()).isEqualTo(401);
    assertThat(Person.signIn(api, address, password).status()).isEqualTo(201);
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(api.delete("/v1/media/" + person.id(), person.token()).status())
                    .isEqualTo(401));
  }

  @Test
  void anAvatarIsShownUntilItsPictureIsPublicNoLonger() throws Exception {
    // given
    Person person = Person.signUp(api);
    String medium = person.upload(Photo.plain(40, 30, Color.MAGENTA));

    // when
    Api.Answer chosen =
        api.json(
            "PUT", "/v1/users/me/avatar", person.token(), "{\"medium\":\"%s\"}".formatted(medium));

    // then
    assertThat(chosen.status()).as("%s", chosen.json()).isEqualTo(200);
    person.awaitEnd(medium);
    String profile = "/v1/users/" + person.id();
    Api.Answer picture = api.get(api.get(profile).json().get("avatar").asText());
    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");

    // when
    Api.Answer hidden =
        api.json("PATCH", "/v1/media/" + medium, person.token(), "{\"visibility\":\"unlisted\"}");

    // then
    assertThat(hidden.status()).isEqualTo(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> api.get(profile).json().get("avatar").isNull());
    Api.Answer again =
        api.json(
            "PUT", "/v1/users/me/avatar", person.token(), "{\"medium\":\"%s\"}".formatted(medium));
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.json().at("/errors/0/pointer").asText()).isEqualTo("/medium");
  }

  @Test
  void aDeletedAccountLeavesNothingInAnyService() throws Exception {
    // given: somebody with a picture
    Person person = Person.signUp(api);
    String medium = person.upload(Photo.plain(40, 30, Color.GREEN));
    String variant = person.awaitEnd(medium).get("variants").get(0).get("url").asText();

    // when: deleted, and the grace over
    assertThat(
            api.json(
                    "DELETE",
                    "/v1/users/me",
                    person.token(),
                    "{\"password\":\"%s\"}".formatted(person.password()))
                .status())
        .isEqualTo(204);
    assertThat(api.get("/v1/users/" + person.id()).status()).isEqualTo(404);
    try (Connection connection = suite.postgres().primary().connect("tenk_user");
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE account SET deletion_due_at = now() WHERE id = ?")) {
      update.setObject(1, UUID.fromString(person.id()));
      assertThat(update.executeUpdate()).isEqualTo(1);
    }

    // then
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(api.get("/v1/media/" + medium).status()).isEqualTo(404);
              assertThat(api.get(variant).status()).isEqualTo(404);
              assertThat(api.get("/v1/media?owner=" + person.id()).json().get("items")).isEmpty();
            });
    assertThat(Person.signIn(api, person.handle(), person.password()).status()).isEqualTo(401);
  }

  private JsonNode awaitMail(String address, String subject) {
    String path = "/mailbox/mails?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8);
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              for (JsonNode mail : api.get(path).json()) {
                if (mail.get("subject").asText().equals(subject)) {
                  return mail;
                }
              }
              return null;
            },
            mail -> mail != null);
  }

  private static String token(JsonNode mail) {
    Matcher token = TOKEN.matcher(mail.get("text").asText());
    assertThat(token.find()).isTrue();
    return "{\"token\":\"%s\"}".formatted(token.group(1));
  }
}
