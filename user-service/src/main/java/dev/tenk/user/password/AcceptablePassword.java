package dev.tenk.user.password;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The chosen password is long enough, none of the commonest, and not the person's name. */
@Documented
@Constraint(validatedBy = AcceptablePasswordValidator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AcceptablePassword {

  /** Replaced by what is wrong with the password. */
  String message() default "must be acceptable";

  /** Groups of Bean Validation. */
  Class<?>[] groups() default {};

  /** Payload of Bean Validation. */
  Class<? extends Payload>[] payload() default {};
}
