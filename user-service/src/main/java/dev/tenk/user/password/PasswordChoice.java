package dev.tenk.user.password;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A request by which somebody chooses a password. */
public interface PasswordChoice {

  /** The password as it came; null where it is missing, which is not checked here. */
  @Nullable String password();

  /** The request's field that holds the password. */
  default String field() {
    return "password";
  }

  /**
   * What is publicly known of the person, and so must not be the password: handle, e-mail; as far
   * as the request says it.
   */
  default Stream<String> identifiers() {
    return Stream.empty();
  }
}
