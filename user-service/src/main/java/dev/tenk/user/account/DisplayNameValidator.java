package dev.tenk.user.account;

import jakarta.inject.Singleton;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts characters as people do, not as Java does, and refuses what breaks a line or turns the
 * direction of what is written around it.
 */
@Singleton
class DisplayNameValidator implements ConstraintValidator<DisplayName, String> {

  private static final Pattern ONE_LINE =
      Pattern.compile(
          "(?U)(?!\\s)[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]{1,80}(?<!\\s)");

  @Override
  public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
    return name == null || ONE_LINE.matcher(name).matches();
  }
}
