package dev.tenk.user.token;

import java.time.Duration;

/**
 * A signed access token.
 *
 * @param value the JWT
 * @param lifetime how long it is valid from now
 */
public record AccessToken(String value, Duration lifetime) {

  @Override
  public String toString() {
    return "AccessToken[" + lifetime + "]";
  }
}
