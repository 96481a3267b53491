package dev.tenk.user.password;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a request's password to the {@link PasswordRules}, and blames its field. */
@Singleton
class AcceptablePasswordValidator
    implements ConstraintValidator<AcceptablePassword, PasswordChoice> {

  private final PasswordRules rules;

  AcceptablePasswordValidator(PasswordRules rules) {
    this.rules = rules;
  }

  @Override
  public boolean isValid(@Nullable PasswordChoice choice, ConstraintValidatorContext context) {
    String password = choice == null ? null : choice.password();
    if (choice == null || password == null) {
      return true;
    }
    Optional<String> objection = rules.objection(password, choice.identifiers());
    objection.ifPresent(
        message -> {
          context.disableDefaultConstraintViolation();
          context
              .buildConstraintViolationWithTemplate(message)
              .addPropertyNode(choice.field())
              .addConstraintViolation();
        });
    return objection.isEmpty();
  }
}
