package dev.tenk.user.load;

import dev.tenk.platform.load.Urgencies;
import dev.tenk.platform.load.Urgency;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;

/** Signing in and out comes first, with the keys that others check tokens by. */
@Singleton
final class UserUrgencies implements Urgencies {

  @Override
  public Urgency of(HttpMethod method, String path, boolean signedIn) {
    if (path.startsWith("/v1/sessions") || path.startsWith("/.well-known/")) {
      return Urgency.HIGH;
    }
    if (path.equals("/v1/users/me/security-events")) {
      return Urgency.LOW;
    }
    return signedIn && method.equals(HttpMethod.GET) ? Urgency.HIGH : Urgency.NORMAL;
  }
}
