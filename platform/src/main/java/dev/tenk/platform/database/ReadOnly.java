package dev.tenk.platform.database;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A read that a replica may answer.
 *
 * <p>Outside a transaction the method runs in one of its own, hence with a persistence context of
 * its own, on a replica that has replayed what the caller must see, else on the primary. Inside a
 * transaction it joins that one, be it a write or another read.
 *
 * <p>When a replica fails in the middle, the outermost such method runs once more on the primary:
 * it must not change anything but what it returns. An attempt to write fails with {@link
 * ReadOnlyScopeException} before SQL is sent, whichever server was chosen. Blocking; the result
 * must be complete when the method returns.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface ReadOnly {

  /**
   * Whether an empty {@link java.util.Optional} that came from a replica, alone or among the values
   * of a map, is asked again of the primary: for what is looked up by people who were told of it by
   * the one who made it, and cannot know its position. What is there may still be older than on the
   * primary.
   */
  @Nonbinding
  boolean confirmAbsence() default false;
}
