package dev.tenk.user.account;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One line of 1 to 80 characters that neither starts nor ends with a space. */
@Documented
@Constraint(validatedBy = DisplayNameValidator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface DisplayName {

  /** What is wrong. */
  String message() default "must be one line of 1 to 80 characters";

  /** Groups of Bean Validation. */
  Class<?>[] groups() default {};

  /** Payload of Bean Validation. */
  Class<? extends Payload>[] payload() default {};
}
