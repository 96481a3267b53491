package dev.tenk.local.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.local.service.Service;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/users, USER",
    "/v1/users/me/password, USER",
    "/v1/sessions/refresh, USER",
    "/v1/admin/users/0199/lock, USER",
    "/.well-known/jwks.json, USER",
    "/v1/media, MEDIA",
    "/v1/media/0199/events, MEDIA",
    "/v1/events, MEDIA",
    "/v1/usage, MEDIA",
    "/v1/uploads/0199/complete, MEDIA",
    "/m/0199/thumb.webp, MEDIA",
  })
  void pathsBelongToTheServiceOfTheirPrefix(String path, Service service) {
    assertThat(Routes.serviceOf(path)).contains(service);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1",
        "/v1/usersx",
        "/v1/mediax/1",
        "/mm",
        "/q/health",
        "/q/metrics",
        "/m/../q/health",
        "/v1/users/%2E%2e/%2e./q/metrics",
        "/v1/users/./me",
      })
  void otherPathsBelongToNone(String path) {
    assertThat(Routes.serviceOf(path)).isEmpty();
  }
}
