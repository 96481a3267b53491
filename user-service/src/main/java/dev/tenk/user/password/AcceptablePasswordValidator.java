package dev.tenk.user.password;

import dev.tenk.user.text.CaseFolding;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows NIST SP 800-63B: length and a list of known passwords, no rules about kinds of
 * characters.
 */
@Singleton
class AcceptablePasswordValidator
    implements ConstraintValidator<AcceptablePassword, PasswordChoice> {

  static final int MIN_CHARACTERS = 8;
  static final int MAX_CHARACTERS = 128;

  private final CommonPasswords common;

  AcceptablePasswordValidator(CommonPasswords common) {
    this.common = common;
  }

  @Override
  public boolean isValid(@Nullable PasswordChoice choice, ConstraintValidatorContext context) {
    Optional<String> objection = choice == null ? Optional.empty() : objection(choice);
    objection.ifPresent(
        message -> {
          context.disableDefaultConstraintViolation();
          context
              .buildConstraintViolationWithTemplate(message)
              .addPropertyNode("password")
              .addConstraintViolation();
        });
    return objection.isEmpty();
  }

  Optional<String> objection(PasswordChoice choice) {
    String password = choice.password();
    if (password == null) {
      return Optional.empty();
    }
    String normal = CaseFolding.nfkc(password);
    int characters = normal.codePointCount(0, normal.length());
    if (characters < MIN_CHARACTERS || characters > MAX_CHARACTERS) {
      return Optional.of("must have " + MIN_CHARACTERS + " to " + MAX_CHARACTERS + " characters");
    }
    if (common.contains(password)) {
      return Optional.of("must not be one of the commonest passwords");
    }
    String folded = CaseFolding.fold(password);
    if (choice.identifiers().map(CaseFolding::fold).anyMatch(folded::equals)) {
      return Optional.of("must not be the handle or the e-mail address");
    }
    return Optional.empty();
  }
}
