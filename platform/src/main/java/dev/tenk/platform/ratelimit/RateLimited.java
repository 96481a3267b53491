package dev.tenk.platform.ratelimit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls of a resource method are counted by these policies, each configured as {@code
 * tenk.rate-limit."name"}; over the limit they are answered 429 before any of the body is read.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimited {

  /** Names of policies. */
  String[] value();
}
