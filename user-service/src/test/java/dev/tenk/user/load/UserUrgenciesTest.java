package dev.tenk.user.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.load.Urgency;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserUrgenciesTest {

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/sessions, false, HIGH",
    "POST, /v1/sessions/refresh, false, HIGH",
    "DELETE, /v1/sessions/current, true, HIGH",
    "GET, /.well-known/jwks.json, false, HIGH",
    "GET, /v1/users/me, true, HIGH",
    "GET, /v1/users/x, true, HIGH",
    "GET, /v1/users/x, false, NORMAL",
    "POST, /v1/users, false, NORMAL",
    "PATCH, /v1/users/me, true, NORMAL",
    "GET, /v1/users/me/security-events, true, LOW"
  })
  void areAsDocumented(String method, String path, boolean signedIn, Urgency urgency) {
    assertThat(new UserUrgencies().of(HttpMethod.valueOf(method), path, signedIn))
        .isEqualTo(urgency);
  }
}
