package dev.tenk.user.password;

import dev.tenk.user.text.CaseFolding;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which passwords may be chosen: NIST SP 800-63B's length and list of known passwords, no rules
 * about kinds of characters.
 */
@Singleton
public class PasswordRules {

  static final int MIN_CHARACTERS = 8;
  static final int MAX_CHARACTERS = 128;

  private final CommonPasswords common;

  PasswordRules(CommonPasswords common) {
    this.common = common;
  }

  /**
   * What is wrong with a password, in words that follow the field's name.
   *
   * @param identifiers what is publicly known of the person
   */
  public Optional<String> objection(String password, Stream<String> identifiers) {
    String normal = CaseFolding.nfkc(password);
    int characters = normal.codePointCount(0, normal.length());
    if (characters < MIN_CHARACTERS || characters > MAX_CHARACTERS) {
      return Optional.of("must have " + MIN_CHARACTERS + " to " + MAX_CHARACTERS + " characters");
    }
    if (common.contains(password)) {
      return Optional.of("must not be one of the commonest passwords");
    }
    String folded = CaseFolding.fold(password);
    if (identifiers.map(CaseFolding::fold).anyMatch(folded::equals)) {
      return Optional.of("must not be the handle or the e-mail address");
    }
    return Optional.empty();
  }
}
