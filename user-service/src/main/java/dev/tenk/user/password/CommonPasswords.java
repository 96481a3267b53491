package dev.tenk.user.password;

import dev.tenk.user.text.CaseFolding;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The commonest passwords of at least eight characters, about 18,000, which guessers try first.
 * Origin and licence lie beside the list, in {@code common-passwords.md}.
 */
@Singleton
class CommonPasswords {

  private final Set<String> folded = read();

  /** Whether guessers try this password first; letter case and compatibility forms do not help. */
  boolean contains(String password) {
    return folded.contains(CaseFolding.fold(password));
  }

  private static Set<String> read() {
    try (InputStream in =
        Objects.requireNonNull(CommonPasswords.class.getResourceAsStream("common-passwords.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
